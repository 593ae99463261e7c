import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testCredentials, testVapiKey } from '../../local/providers/testing/providers.ts'
import { createTwilioInventory } from '../../supabase/functions/_shared/providers/twilio-inventory.ts'
import { createVapiInventory } from '../../supabase/functions/_shared/providers/vapi-inventory.ts'
import { compare } from '../../supabase/functions/inventory-reconcile/compare.ts'
import type { ComparisonDb, Deps } from '../../supabase/functions/inventory-reconcile/deps.ts'
import { World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await World.open({ inventory_confirm_minutes: 0 })
})
afterAll(() => world.close())

const values: Record<string, string> = { TWILIO_ACCOUNT_SID: testCredentials.accountSid, TWILIO_AUTH_TOKEN: testCredentials.authToken, VAPI_API_KEY: testVapiKey }
const secrets = { get: (name: string) => Promise.resolve(values[name] ?? null), drop: () => undefined, changedSince: () => Promise.resolve(false) }

/** A comparison by the function's own code, into the real database. */
async function sight(): Promise<void> {
  const call = async <T>(sql: string, args: unknown[]): Promise<T> => {
    const [row] = await world.run<{ x: T }>(sql, args)
    if (!row) throw new Error('no answer')
    return row.x
  }
  const db: ComparisonDb = {
    claim: (id) => call('select private.claim_inventory_comparison($1, $2) as x', [id, 'local']),
    report: (id, phase, { twilio, vapi }) => call('select private.report_inventory_progress($1, $2, $3, $4) as x', [id, phase, twilio, vapi]),
    fail: (id, code) => Promise.reject(new Error(`comparison ${id} failed: ${code}`)),
    record: (id, o) => call('select private.record_inventory($1, $2, $3, $4, $5) as x', [id, o.accountSid, o.subaccounts, JSON.stringify(o.twilio), JSON.stringify(o.vapi)]),
  }
  const deps: Deps = {
    serviceKey: 'secret', nudgeKey: () => Promise.resolve(null), db,
    twilio: () => createTwilioInventory({ secrets, baseUrl: world.providers.twilio.url, timeoutMs: 5000 }),
    vapi: () => createVapiInventory({ secrets, baseUrl: world.providers.vapi.url, timeoutMs: 5000 }),
    now: () => 0,
    dropSecrets: () => undefined, log: () => undefined, waitUntil: () => undefined,
  } // prettier-ignore
  const id = await call<number>('select private.begin_comparison(null, null)::int as x', [])
  await db.claim(id)
  await compare(deps, id)
}

async function mend(key: string, fix: string, reason = ''): Promise<void> {
  const [row] = await world.asAdmin<{ run: { run_id: number } }>('select public.mend_number($1, $2, $3, $4) as run', [key, fix, reason, randomUUID()])
  await world.start(row?.run.run_id ?? 0).ended
}

const give = (number: string, user: string, more: object = {}) =>
  world.control<{ sid: string }>('twilio', 'POST', 'numbers', { phone_number: number, friendly_name: `swb:local:${user}`, date_created: '2026-01-05T10:00:00Z', ...more })
const ledger = (user: string) => world.run<{ state: string; adopted: boolean; assistant_id: string | null }>(`select state, adopted, assistant_id from public.phone_number_purchases where user_id = $1`, [user])

it('what only Twilio and VAPI know is adopted, given back and removed by the engine, and only while it is ours', async () => {
  const [payer = '', left = ''] = await world.addCustomers(2)
  const [gone, changed] = [randomUUID(), randomUUID()]
  await world.subscribe([payer], 'pro')
  // As after a restore of the database: paid and bought, and nothing of it is known.
  await world.run(`delete from public.phone_provision_logs`)
  const adopted = await give('+15005550101', payer)
  const orphan = await give('+15005550102', gone)
  const retagged = await give('+15005550103', changed)
  const importId = randomUUID()
  await world.control('vapi', 'POST', 'phone-numbers/many', { numbers: [{ id: importId, number: '+15005550109', name: `usr:${left}`, twilioAccountSid: testCredentials.accountSid }] })
  await sight()
  await expect(mend(`twilio:${orphan.sid}`, 'give_back', 'Too soon')).rejects.toThrow(/not say so any more/)
  await sight()

  await mend(`twilio:${adopted.sid}`, 'adopt')
  expect(await world.ownedSids(payer)).toEqual([adopted.sid])
  expect(await ledger(payer)).toEqual([{ state: 'recorded', adopted: true, assistant_id: expect.any(String) as string }])

  await mend(`twilio:${orphan.sid}`, 'give_back', 'Nobody has it')
  expect(await world.ownedSids(gone)).toEqual([])
  expect((await ledger(gone)).map((row) => row.state)).toEqual(['released'])

  // Between the comparison and the press somebody else took it over: looked at again, and left alone.
  await give('+15005550103', changed, { friendly_name: 'Old system' })
  await mend(`twilio:${retagged.sid}`, 'give_back', 'Nobody has it')
  expect(await world.ownedSids('Old system')).toEqual([retagged.sid])
  expect((await ledger(changed)).map((row) => row.state)).toEqual(['lost'])

  await mend(`vapi:${importId}`, 'remove_import', 'Left over')
  const { phone_numbers: imports } = await world.control<{ phone_numbers: { number: string }[] }>('vapi', 'GET', 'state')
  expect(imports.map((each) => each.number)).toEqual(['+15005550101'])
})
