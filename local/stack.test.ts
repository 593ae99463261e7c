import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeSubscription } from './seed/subscribe.ts'
import { withClient } from './stack/connect.ts'
import { lockHolder } from './stack/lock.ts'
import { listProcesses } from './stack/processes.ts'
import { removeStack } from './stack/remove-stack.ts'
import { startStack, type Stack } from './stack.ts'

const stackDir = mkdtempSync(join(tmpdir(), 'switchboard-stack-'))
let stack: Stack

beforeAll(async () => {
  stack = await startStack({ stackDir, app: false, latency: 0 })
})
afterAll(async () => {
  await stack.stop()
  removeStack(stackDir)
})

function countUsers(): Promise<number> {
  return withClient(stack.info.db_url, async (client) => Number((await client.query('select count(*) as n from auth.users')).rows[0]?.n))
}

type Told = { channel: string; body: { data?: { incident_id?: number } } }

/** The job is called, not waited for, until the rule's newest incident has come to this; its id. */
async function untilIncident(client: Client, state: string): Promise<number> {
  const newest = async () => {
    await client.query('select private.judge_and_notify()')
    const { rows } = await client.query<{ id: number; state: string }>(`select id::int, state from public.alert_incidents where rule = 'database_connections' order by id desc limit 1`)
    return rows[0]
  }
  await expect.poll(async () => (await newest())?.state, { timeout: 30_000, interval: 200 }).toBe(state)
  return (await newest())?.id ?? 0
}

async function numberOf(userId: string): Promise<{ state: string; linked: boolean } | undefined> {
  return withClient(stack.info.db_url, async (client) => {
    const found = await client.query<{ state: string; linked: boolean }>(
      `select state, linked_at is not null as linked from public.phone_number_purchases where user_id = $1`,
      [userId],
    )
    return found.rows[0]
  })
}

describe('the whole stack without the console', () => {
  it('says how to reach it in a file that only its owner reads', () => {
    expect(statSync(join(stackDir, 'stack.json')).mode & 0o777).toBe(0o600)
    expect(stack.info).toMatchObject({ app_url: null, pid: process.pid, publishable_key: expect.stringMatching(/^sb_publishable_/) })
    expect(stack.info.customers.length).toBeGreaterThanOrEqual(12)
  })

  it('lets every demo person sign in with the demo password', async () => {
    for (const { email, password } of Object.values(stack.info.accounts)) {
      const response = await fetch(`${stack.info.api_url}/auth/v1/token?grant_type=password`, {
        method: 'POST',
        headers: { apikey: stack.info.publishable_key, 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, password }),
      })
      expect(response.status, email).toBe(200)
    }
  })

  it('gives a customer who upgrades a number that is recorded and linked', async () => {
    const customer = stack.info.customers.find((each) => each.email === 'deniz.aksoy@example.com')
    if (!customer) throw new Error('the demo customer is missing')
    await withClient(stack.info.db_url, (client) => changeSubscription(client, customer.id, { tier: 'pro' }))
    await expect.poll(() => numberOf(customer.id), { timeout: 55_000, interval: 200 }).toEqual({ state: 'recorded', linked: true })
  })

  it('sends nothing of a silenced incident; the silence ends when it resolves, and the next one is told on both channels', async () => {
    await withClient(stack.info.db_url, async (client) => {
      const fail = () => client.query(`insert into private.connection_failures (reporter, failures, first_at, last_at) values ('test', 4, now(), now())`)
      await client.query(`update public.alert_rules set enabled = key = 'database_connections', for_seconds = 3600, recover_seconds = 0`)
      await client.query(`select set_config('request.jwt.claims', $1, false)`, [JSON.stringify({ sub: stack.info.accounts.operator.id, role: 'authenticated' })])
      await fail()
      const silenced = await untilIncident(client, 'pending')
      await client.query(`select public.silence_incident($1, 30, 'Maintenance of the database')`, [silenced])
      await client.query(`update public.alert_rules set for_seconds = 0`)
      expect(await untilIncident(client, 'firing')).toBe(silenced)
      await client.query(`delete from private.connection_failures`)
      expect(await untilIncident(client, 'resolved')).toBe(silenced)
      expect((await client.query(`select silenced_until from public.alert_incidents where id = $1`, [silenced])).rows).toEqual([{ silenced_until: null }])

      await fail()
      const next = await untilIncident(client, 'firing')
      expect(next).not.toBe(silenced)
      const told = async () => (await (await fetch(`${stack.info.alert_receiver_url}/__control/messages`)).json()) as Told[]
      await expect.poll(async () => (await told()).map(({ channel }) => channel).toSorted(), { timeout: 30_000, interval: 200 }).toEqual(['slack', 'webhook'])
      expect((await told()).flatMap(({ body }) => body.data?.incident_id ?? [])).toEqual([next])
    })
  })

  it('keeps its data, ports and keys over a restart, and seeds nothing twice', async () => {
    const before = { info: stack.info, users: await countUsers() }
    // Runs at work and transactions that nobody ends must not keep anything from stopping.
    await withClient(stack.info.db_url, async (client) => {
      for (const customer of stack.info.customers) await changeSubscription(client, customer.id, { tier: 'business' })
    })
    await stack.stop()
    expect(listProcesses().filter((entry) => entry.command.includes(stackDir))).toEqual([])
    expect(lockHolder(stackDir)).toBeNull()
    stack = await startStack({ stackDir, app: false, latency: 0 })
    expect(await countUsers()).toBe(before.users)
    expect(stack.info.ports).toEqual(before.info.ports)
    expect(stack.info.secret_key).toBe(before.info.secret_key)
  })
})
