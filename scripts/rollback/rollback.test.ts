import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoUserId } from '../../local/seed/people.ts'
import { seedDemo } from '../../local/seed/seed.ts'
import { changeSubscription } from '../../local/seed/subscribe.ts'
import { withClient } from '../../local/stack/connect.ts'
import { startThrowAwayDatabase } from '../../local/stack/throw-away-database.ts'
import { goBack } from './go-back.ts'
import { rollBack } from './roll-back.ts'

const owner = demoUserId('priya.raman@example.com')
const failed = demoUserId('claire.dubois@example.com')
const late = demoUserId('deniz.aksoy@example.com')
let url = ''
let stop: () => Promise<void>

beforeAll(async () => {
  const running = await startThrowAwayDatabase('rollback')
  url = running.database.url
  stop = running.stop
  await seedDemo(url, { demo: true })
  await withClient(url, async (client) => {
    await client.query(
      `insert into public.phone_number_purchases (user_id, e164_number, tag, state, provider_number_id) values ($1, '+15125550142', 't', 'recorded', 'PN1')`,
      [owner],
    )
    await client.query(`update public.phone_provision_logs set status = 'skipped', outcome = 'not_eligible', finished_at = now() where subject_id = $1`, [late])
    await client.query(`delete from public.phone_provision_logs where subject_id = $1`, [failed])
    await client.query(`insert into public.phone_provision_logs (subject_id, trigger_action, status, error_code, finished_at, facts_hash)
       values ($1, 'provision', 'failed', '21421', now(), private.facts_hash(private.provision_facts($1), 'assigned'))`, [failed])
  })
})
afterAll(() => stop())

async function one<T>(client: Client, sql: string, values: unknown[] = []): Promise<T | undefined> {
  return (await client.query<{ value: T }>(sql, values)).rows[0]?.value
}
const runsOf = (client: Client, id: string) => one<number>(client, 'select count(*)::int as value from public.phone_provision_logs where subject_id = $1', [id])
const decision = (client: Client, id: string) => one<string>(client, `select private.rollout_decision('phone_provisioning', $1) ->> 'reason' as value`, [id])
const claim = (client: Client) =>
  one<string>(client, `select private.claim_provision_run((select max(id) from public.phone_provision_logs where status = 'pending'), 'local') ->> 'reason' as value`)
const ledger = (client: Client) => one<string>(client, `select string_agg(state, ',') as value from public.phone_number_purchases`)

async function rehearse(back: boolean, heard: (line: string) => void = () => undefined): Promise<string> {
  const lines: string[] = []
  const say = (line: string) => (lines.push(line), heard(line))
  await withClient(url, (client) => (back ? goBack(client, { reason: 'Rehearsal', say }) : rollBack(client, { reason: 'Rehearsal', say, waitMs: 0, list: true })))
  return lines.join('\n')
}

// Somebody's long transaction holds the product's table until we have given way once.
function rehearseBesideBilling(): Promise<string> {
  return withClient(url, async (billing) => {
    await billing.query('begin')
    await billing.query('lock table public.user_settings in row exclusive mode')
    return rehearse(false, (line) => void (line.includes('in use') && billing.query('commit')))
  })
}

describe('rolling back', () => {
  it('stops entering, triggers and dispatch, says so step by step, and makes no write of the product wait', async () => {
    const said = await rehearseBesideBilling()
    expect(said).toContain('public.user_settings is in use; once more')
    expect(said).toContain('1. Kill switch: on.')
    expect(said).toContain('Vault names no function')
    expect(said).toContain('3. Triggers: disabled subscription_phone_provision_trigger')
    expect(said).toContain('4. Dispatch: stopped.')
    expect(said).toContain('1 number stays live')
  })

  it('names every paying customer without a number, also whose run had failed, and nobody else', async () => {
    const said = await rehearse(false)
    expect(said).toContain(demoUserId('mara.lindqvist@example.com'))
    expect(said).toContain(failed)
    expect(said).not.toContain(owner)
    expect(said).not.toContain(late)
  })

  it('sends everybody to the old system, those on the allow list too, and starts no run', async () => {
    await withClient(url, async (client) => {
      expect(await decision(client, demoUserId('mara.lindqvist@example.com'))).toBe('kill_switch')
      const before = await runsOf(client, late)
      expect(await changeSubscription(client, late, { tier: 'pro' })).toBe(true)
      expect(await runsOf(client, late)).toBe(before)
      expect(await claim(client)).toBe('dispatch_paused')
    })
  })

  it('takes no number away and may be repeated', async () => {
    const said = await rehearse(false)
    expect(said).toContain('1. Kill switch: was on already.')
    expect(said).toContain('3. Triggers: were disabled already.')
    expect(said).toContain('4. Dispatch: was stopped already.')
    await withClient(url, async (client) => expect(await ledger(client)).toBe('recorded'))
  })

  it('keeps who, what and why in the history and the audit trail', async () => {
    await withClient(url, async (client) => {
      expect(await one(client, `select count(*)::int as value from public.rollout_changes where kind = 'stop' and changed_name = 'npm run rollback'`)).toBe(2)
      expect(await one(client, `select count(*)::int as value from public.staff_actions where action = 'stop_provisioning' and reason = 'Rehearsal'`)).toBe(2)
    })
  })
})

describe('going back', () => {
  it('starts everything again and finds who paid meanwhile', async () => {
    const said = await rehearse(true)
    expect(said).toContain('1. Triggers: enabled')
    expect(said).toContain('2. Kill switch off, dispatch running (what waited drains at a limited rate), as before the rollback.')
    expect(said).toContain('The rollout is at 100.00%')
    await withClient(url, async (client) => {
      expect(await one(client, `select source as value from public.phone_provision_logs where subject_id = $1 order by id desc limit 1`, [late])).toBe('drift')
      expect(await decision(client, late)).toBe('percentage')
      expect(await claim(client)).not.toBe('dispatch_paused')
      const before = (await runsOf(client, owner)) ?? 0
      await changeSubscription(client, owner, { tier: 'starter' })
      expect(await runsOf(client, owner)).toBe(before + 1)
    })
  })

  it('does not try by itself again what had failed: that waits for a person, as before the rollback', async () => {
    await withClient(url, async (client) => {
      const handsOver = await one<number>(client, `select id::int as value from public.phone_provision_logs where subject_id = $1 and status = 'pending'`, [failed])
      expect(handsOver).toBeGreaterThan(0)
      expect(await one(client, `select private.claim_provision_run($1, 'local') ->> 'reason' as value`, [handsOver])).toBe('finished')
      expect(await one(client, `select status || ' ' || outcome as value from public.phone_provision_logs where id = $1`, [handsOver])).toBe('superseded nothing_to_hand_over')
      expect(await one(client, `select status || ' ' || reason_code as value from public.provision_customers where user_id = $1`, [failed])).toBe('needs_attention 21421')
      await client.query('select private.enqueue_provision_drift(), private.enqueue_rollout_entrants(), private.enqueue_left_behind()')
      expect(await one(client, `select count(*)::int as value from public.phone_provision_logs where subject_id = $1 and status = 'pending'`, [failed])).toBe(0)
    })
  })

  it('may be repeated', async () => {
    const said = await rehearse(true)
    expect(said).toContain('1. Triggers: were enabled already.')
    expect(said).toContain('2. Kill switch off, dispatch running (what waited drains at a limited rate): was so already.')
  })

  it('leaves a stop that was there before as it was', async () => {
    await withClient(url, (client) => client.query(`select private.apply_stop('new', 'Not yet', 'Ada')`))
    expect(await rehearse(false)).toContain('1. Kill switch: was on already.')
    expect(await rehearse(true)).toContain('2. Kill switch on, dispatch running, as before the rollback.')
    await withClient(url, (client) => client.query(`select private.apply_stop('nothing', 'Now', 'Ada')`))
  })

  it('turns the kill switch on where only dispatch stood still, and leaves dispatch so afterwards', async () => {
    await withClient(url, (client) => client.query('update public.provision_settings set dispatch_paused_at = now()'))
    const said = await rehearse(false)
    expect(said).toContain('1. Kill switch: on.')
    expect(said).toContain('4. Dispatch: was stopped already.')
    await withClient(url, async (client) => expect(await decision(client, late)).toBe('kill_switch'))
    expect(await rehearse(true)).toContain('2. Kill switch on, dispatch stands still: was so already.')
  })
})

// What the Edge Function would do with each that waits: mara is taken, of the others nobody is told.
async function playTheFunction(client: Client, taken: string): Promise<void> {
  const { rows } = await client.query<{ id: number; subject_id: string }>(`select id::int, subject_id from public.phone_provision_logs where status in ('pending', 'retry_scheduled')`)
  for (const { id, subject_id } of rows) {
    const claim = await one<{ claimed: boolean; run?: { attempt: number } }>(client, `select private.claim_provision_run($1, 'local') as value`, [id])
    if (!claim?.run) continue
    if (subject_id === taken) await client.query(`select private.record_handover($1, $2, 'taken')`, [id, claim.run.attempt])
    await client.query(`select private.finish_provision_run($1, $2, 'skipped', $3, null, null, null, null, '[]', null)`, [id, claim.run.attempt, subject_id === taken ? 'handed_over' : 'not_in_rollout'])
  }
}

describe('the handover of a rollback', () => {
  const taken = demoUserId('mara.lindqvist@example.com')

  async function rollBackBesideTheFunction(waitMs: number): Promise<string> {
    const lines: string[] = []
    let over = false
    const functions = withClient(url, async (client) => {
      while (!over) {
        await playTheFunction(client, taken)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    })
    await withClient(url, (client) => rollBack(client, { reason: 'Rehearsal', say: (line) => lines.push(line), waitMs, list: true })).finally(() => (over = true))
    await functions
    return lines.join('\n')
  }

  it('tells whom the old system took from those of whom nobody was told, and names the latter at the end', async () => {
    await withClient(url, async (client) => {
      await client.query(`select private.apply_stop('nothing', 'Now', 'Ada')`)
      await client.query(`select vault.create_secret('http://127.0.0.1:9/', 'provision_function_url')`)
      await client.query('update public.provision_settings set drain_per_second = 100')
      // Those who paid just now, and the one whose run had failed.
      await client.query(`update public.phone_provision_logs set status = 'superseded', finished_at = now(), lease_expires_at = null where status in ('pending', 'retry_scheduled', 'processing')`)
      for (const id of [taken, late]) await client.query(`select private.enqueue_run($1, 'converge', 'trigger')`, [id])
    })
    const said = await rollBackBesideTheFunction(30_000)
    expect(said).toContain('2. Handover: 3 waited; the old system took 1; nobody was told of 2, since no old system is configured.')
    expect(said).toContain('2 paying customers left the queue without anybody being told')
    const [, names = ''] = said.split('without anybody being told')
    expect(names).toContain(failed)
    expect(names).toContain(late)
    expect(said).not.toContain(taken)
  })

  it('names them again when it is repeated', async () => {
    const said = await rehearse(false)
    expect(said).toContain('2 paying customers left the queue without anybody being told')
    expect(said).toContain(late)
  })
})
