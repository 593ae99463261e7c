import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../stack/connect.ts'
import { startThrowAwayDatabase } from '../stack/throw-away-database.ts'
import { customers, demoUserId } from './people.ts'
import { seedDemo } from './seed.ts'
import { changeSubscription } from './subscribe.ts'

let url = ''
let stop: () => Promise<void>

beforeAll(async () => {
  const running = await startThrowAwayDatabase('seed')
  url = running.database.url
  stop = running.stop
})
afterAll(() => stop())

const counts = () =>
  withClient(url, async (client) => {
    const { rows } = await client.query(
      `select (select count(*)::int from auth.users) as users, (select count(*)::int from public.subscriptions) as subscriptions,
        (select count(*)::int from public.staff_members) as staff, (select count(*)::int from public.phone_provision_logs) as runs`,
    )
    return rows[0] as Record<string, number>
  })

describe('seeding', () => {
  it('without the demo makes the sign-ins only and leaves the project report-only', async () => {
    await seedDemo(url, { demo: false })
    expect(await counts()).toEqual({ users: 4, subscriptions: 0, staff: 3, runs: 0 })
    const settings = await withClient(url, (client) => client.query('select activated_at from public.provision_settings'))
    expect(settings.rows[0]).toEqual({ activated_at: null })
  })

  it('makes customers of whom some upgraded, so that runs exist', async () => {
    const seeded = await seedDemo(url, { demo: true })
    expect(seeded.customers).toHaveLength(customers.length)
    expect(seeded.customers.find((each) => each.email === 'mara.lindqvist@example.com')?.tier).toBe('pro')
    expect(await counts()).toMatchObject({ users: 4 + customers.length, subscriptions: customers.length })
    expect((await counts())['runs']).toBeGreaterThan(customers.length)
  })

  it('changes nothing when done again, and tells what a customer has become', async () => {
    await withClient(url, (client) => changeSubscription(client, demoUserId('mara.lindqvist@example.com'), { tier: 'free' }))
    const before = await counts()
    const seeded = await seedDemo(url, { demo: true })
    expect(seeded.summary).toBe('unchanged')
    expect(seeded.customers.find((each) => each.email === 'mara.lindqvist@example.com')?.tier).toBe('free')
    expect(await counts()).toEqual(before)
  })
})
