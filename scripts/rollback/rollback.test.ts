import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoUserId } from '../../local/seed/people.ts'
import { seedDemo } from '../../local/seed/seed.ts'
import { changeSubscription } from '../../local/seed/subscribe.ts'
import { withClient } from '../../local/stack/connect.ts'
import { startDatabaseOnly } from '../../local/stack/database-only.ts'
import { removeStack } from '../../local/stack/remove-stack.ts'
import { goBack } from './go-back.ts'
import { rollBack } from './roll-back.ts'

const dir = mkdtempSync(join(tmpdir(), 'switchboard-rollback-'))
const owner = demoUserId('priya.raman@example.com')
const failed = demoUserId('claire.dubois@example.com')
const late = demoUserId('deniz.aksoy@example.com')
let url = ''
let stop: () => Promise<void>

beforeAll(async () => {
  const running = await startDatabaseOnly(dir, () => undefined)
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
    await client.query(`insert into public.phone_provision_logs (subject_id, trigger_action, status, error_code, finished_at) values ($1, 'provision', 'failed', '21421', now())`, [failed])
  })
})
afterAll(async () => {
  await stop()
  removeStack(dir)
})

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
    expect(said).toContain('1 numbers stay live')
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
