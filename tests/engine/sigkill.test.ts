import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Snapshot, type Source, type Wanted } from './check.ts'
import { addFreeCustomers, openRealStack, rest, type RealStack } from './real-stack.ts'

let real: RealStack
let source: Source
beforeAll(async () => {
  // Slow enough providers for a worker to be met in the middle of each of its steps, the first 100 ms of which are not announced.
  real = await openRealStack(400)
  source = real.source
})
afterAll(() => real.close())

const tierTo = (tier: string, status = 'active') => (user: string) => source.run(`update public.subscriptions set tier_type = $2, status = $3 where user_id = $1`, [user, tier, status])
const newAssistant = (user: string) => source.run(`update public.user_settings set vapi_assistant_id = gen_random_uuid() where user_id = $1`, [user])

const plans: { plan: string; before: ((user: string) => Promise<unknown>)[]; setOff: (user: string) => Promise<unknown>; killAt: string[]; wanted: Wanted }[] = [
  { plan: 'assign', before: [], setOff: tierTo('pro'), killAt: ['buy_number'], wanted: 'linked' },
  { plan: 'adopt', before: [], setOff: tierTo('pro'), killAt: ['buy_number', 'look_up_number'], wanted: 'linked' },
  { plan: 'pause', before: [tierTo('pro')], setOff: tierTo('free'), killAt: ['unlink_assistant'], wanted: 'paused' },
  { plan: 'resume', before: [tierTo('pro'), tierTo('free')], setOff: tierTo('pro'), killAt: ['link_assistant'], wanted: 'linked' },
  { plan: 'release', before: [tierTo('pro')], setOff: tierTo('pro', 'cancelled'), killAt: ['release_number'], wanted: 'released' },
  { plan: 'relink', before: [tierTo('pro')], setOff: newAssistant, killAt: ['link_assistant'], wanted: 'linked' },
]

for (const { plan, before, setOff, killAt, wanted } of plans) {
  it(`${plan}: the real Deno process is killed at ${killAt.join(', and its successor at ')} → the sweep takes the run back → all agree`, { timeout: 120_000 }, async () => {
    const [user = ''] = await addFreeCustomers(real.pool, 1)
    for (const step of before) {
      await step(user)
      await rest(source, [user])
    }
    await setOff(user)
    for (const [index, step] of killAt.entries()) {
      await standing(user, step, index + 1)
      await real.stack.functions?.kill('phone-number-provision')
    }
    await rest(source, [user])
    expect((await Snapshot.take(source, [user])).complaints(user, wanted)).toEqual([])
    const [run] = await source.run<{ attempt: number }>(`select max(attempt)::int as attempt from public.phone_provision_logs where subject_id = $1`, [user])
    expect(run?.attempt).toBeGreaterThan(killAt.length)
  })
}

it('the real Postgres is killed while one customer’s number is bought and others wait in pg_net’s queue, which is lost → it starts again → nobody’s run is, and all agree', { timeout: 180_000 }, async () => {
  const users = await addFreeCustomers(real.pool, 12)
  const [buying = '', ...others] = users
  await tierTo('pro')(buying)
  await standing(buying, 'buy_number', 1)
  await real.pool.query(`update public.subscriptions set tier_type = 'pro' where user_id = any($1::uuid[])`, [others])
  await real.stack.database.crash()
  await real.stack.database.restart()
  await rest(source, users)
  const snapshot = await Snapshot.take(source, users)
  expect(users.flatMap((user) => snapshot.complaints(user, 'linked'))).toEqual([])
  expect(snapshot.unexplained().filter((number) => users.some((user) => number.endsWith(user)))).toEqual([])
})

/** Until a worker of the n-th attempt stands in this step. */
async function standing(user: string, step: string, attempt: number): Promise<void> {
  const asked = `select 1 from public.phone_provision_logs where subject_id = $1 and status = 'processing' and current_step = $2 and attempt >= $3`
  while ((await source.run(asked, [user, step, attempt])).length === 0) await sleep(10)
}
