import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
