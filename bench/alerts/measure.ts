import type { Client } from 'pg'
import type { AlertMessage } from '../../local/alert-receiver/server.ts'
import { demoUserId } from '../../local/seed/people.ts'
import { changeSubscription } from '../../local/seed/subscribe.ts'
import { addCustomer, hashDemoPassword } from '../../local/seed/users.ts'
import type { StackInfo } from '../../local/stack/stack-info.ts'

export type Measured = { rule: string; firedMs: number; toldMs: number; failed: number }
export type Trouble = { name: string; provider: 'twilio' | 'vapi'; faults: object[] }

/** What goes wrong at a provider, each another kind of rule. */
export const troubles: readonly Trouble[] = [
  { name: 'Twilio refuses our key', provider: 'twilio', faults: [{ path: '*', status: 401, body: { code: 20003, message: 'Authenticate', status: 401 } }] },
  { name: 'Twilio answers 503', provider: 'twilio', faults: [{ path: '*', status: 503 }] },
  { name: 'VAPI answers 503', provider: 'vapi', faults: [{ path: '*', status: 503 }] },
  { name: 'Twilio refuses each search', provider: 'twilio', faults: [{ path: '*AvailablePhoneNumbers*', status: 400, body: { code: 21631, message: 'Address required', status: 400 } }] },
]

const patienceSql = {
  'as shipped': `update public.alert_rules r set for_seconds = s.for_seconds from private.bench_rules s where s.key = r.key`,
  'none waits': `update public.alert_rules set for_seconds = 0`,
}

const firstSql = `
  select r.key as rule, i.fired_at, f.at as failed_at, f.n::int as n from public.alert_incidents i join public.alert_rules r on r.key = i.rule
  cross join lateral (select min(a.ended_at) as at, count(*) filter (where a.ended_at <= i.fired_at) as n from private.provision_attempts a
    where a.result in ('failed', 'retry', 'halted') and a.ended_at > $1) f
  where i.fired_at > $1 order by i.fired_at limit 1`

/** Switches the fault on, lets customers come until somebody is told, and switches it off. */
export async function measureAlert(client: Client, info: StackInfo, trouble: Trouble, patience: keyof typeof patienceSql): Promise<Measured> {
  const url = trouble.provider === 'twilio' ? info.twilio_url : info.vapi_url
  await forget(client)
  await client.query(`create table if not exists private.bench_rules as select * from public.alert_rules`)
  await client.query(patienceSql[patience])
  await control(info.alert_receiver_url, 'POST', 'reset')
  await control(url, 'PUT', 'faults', trouble.faults)
  try {
    return await untilTold(client, info, trouble, new Date())
  } finally {
    await control(url, 'PUT', 'faults', [])
  }
}

async function untilTold(client: Client, info: StackInfo, trouble: Trouble, began: Date): Promise<Measured> {
  for (let n = 0; n < 300; n += 1) {
    await upgradeOne(client, `alert.${began.getTime()}.${n}@example.com`)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const { rows } = await client.query<{ rule: string; fired_at: Date; failed_at: Date; n: number }>(firstSql, [began])
    const told = (await firstMessage(info)) ?? null
    const [first] = rows
    if (first && told !== null) {
      return { rule: first.rule, firedMs: first.fired_at.getTime() - first.failed_at.getTime(), toldMs: told - first.failed_at.getTime(), failed: first.n }
    }
  }
  throw new Error(`Nobody was told within 300 s: ${trouble.name}`)
}

async function firstMessage(info: StackInfo): Promise<number | undefined> {
  const messages = (await (await fetch(`${info.alert_receiver_url}/__control/messages`)).json()) as AlertMessage[]
  return messages.filter(({ channel }) => channel === 'webhook').map(({ receivedAt }) => Date.parse(receivedAt))[0]
}

async function upgradeOne(client: Client, email: string): Promise<void> {
  await addCustomer(client, { email, city: 'Austin', state: 'TX', tier: 'free', status: 'active', assistant: true }, await hashDemoPassword(client))
  await changeSubscription(client, demoUserId(email), { tier: 'pro' })
}

// What went before is a day old, so that each measurement starts from nothing.
const forgetSql = `
  update public.provision_halts set halted_at = null, error_code = null, reason = null, resumed_at = clock_timestamp();
  update public.provider_outages set down_since = null, probed_at = null, back_at = null;
  update public.phone_provision_logs set status = 'skipped', outcome = 'untouched', finished_at = clock_timestamp(), waiting_for = null, next_attempt_at = null
    where status in ('pending', 'retry_scheduled');
  update public.phone_provision_logs set created_at = created_at - interval '1 day', finished_at = finished_at - interval '1 day' where finished_at is not null;
  delete from private.provision_attempts;
  delete from public.phone_provision_steps;
  delete from public.alert_incidents;
  delete from public.provision_metrics_minute;
  update public.rollout_guards set state = 'not_enough_data', reason = null, resumed_at = clock_timestamp(), since = clock_timestamp()`

async function forget(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query(`select 1 from public.phone_provision_logs where status = 'processing' limit 1`)
    if (rows.length === 0) break
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await client.query(forgetSql)
}

async function control(url: string, method: string, path: string, body?: unknown): Promise<void> {
  const response = await fetch(`${url}/__control/${path}`, { method, headers: { 'content-type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }) })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
}
