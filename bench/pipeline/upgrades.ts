import type { Client } from 'pg'
import { demoUserId } from '../../local/seed/people.ts'
import { changeSubscription } from '../../local/seed/subscribe.ts'
import { addCustomer, hashDemoPassword } from '../../local/seed/users.ts'
import { withClient } from '../../local/stack/connect.ts'
import type { StackInfo } from '../../local/stack/stack-info.ts'

type Step = { step: string; p50: number; share: number }
type Total = { p50: number; max: number }

/** Upgrades customers one after the other and says where the time went, in milliseconds. */
export async function measureUpgrades(info: StackInfo, latency: 0 | 'realistic', count: number): Promise<string> {
  for (const url of [info.twilio_url, info.vapi_url]) {
    await fetch(`${url}/__control/latency`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ latency }) })
  }
  return withClient(info.db_url, async (client) => {
    await settle(client)
    const ids: string[] = []
    for (let n = 0; n < count; n += 1) ids.push(await upgradeOne(client, `bench.${latency}.${n}@example.com`))
    const { rows: totals } = await client.query<Total>(
      `select round(percentile_cont(0.5) within group (order by ms))::int as p50, round(max(ms))::int as max from (
         select extract(epoch from p.verified_at - r.created_at) * 1000 as ms from public.phone_number_purchases p
         join lateral (select min(created_at) as created_at from public.phone_provision_logs x where x.subject_id = p.user_id and x.trigger_action = 'provision') r on true
         where p.user_id = any($1::uuid[])) t`,
      [ids],
    )
    const { rows: steps } = await client.query<Step>(
      `select s.step, round(percentile_cont(0.5) within group (order by s.duration_ms))::int as p50,
         round(100.0 * sum(s.duration_ms) / sum(sum(s.duration_ms)) over ())::int as share
       from public.phone_provision_steps s where s.user_id = any($1::uuid[]) and s.step <> 'link_assistant' group by s.step order by min(s.started_at)`,
      [ids],
    )
    return describe(latency, count, totals[0], steps)
  })
}

async function upgradeOne(client: Client, email: string): Promise<string> {
  const id = demoUserId(email)
  await addCustomer(client, { email, city: 'Austin', state: 'TX', tier: 'free', status: 'active', assistant: true }, await hashDemoPassword(client))
  await settle(client)
  await changeSubscription(client, id, { tier: 'pro' })
  for (;;) {
    const { rows } = await client.query(`select 1 from public.phone_number_purchases where user_id = $1 and verified_at is not null`, [id])
    if (rows.length > 0) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await settle(client)
  return id
}

async function settle(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query(`select 1 from public.phone_provision_logs where finished_at is null limit 1`)
    if (rows.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function describe(latency: 0 | 'realistic', count: number, total: Total | undefined, steps: Step[]): string {
  const lines = steps.map(({ step, p50, share }) => `  ${step.padEnd(28)} ${String(p50).padStart(6)} ms  ${String(share).padStart(3)} %`)
  return [`Commit of an upgrade to a verified link, latency ${latency}, ${count} customers: p50 ${total?.p50} ms, longest ${total?.max} ms`, ...lines, ''].join('\n')
}
