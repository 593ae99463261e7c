import { setTimeout as sleep } from 'node:timers/promises'
import type { Interference, Passage } from './door.ts'
import type { World } from './world.ts'

/** What may go wrong, by customer; each is met by the first worker on that customer's run. */
export type Interferences = Map<string, Interference>

export type Settled = { passages: Map<string, Passage>; attempts: number; helped: number }

type Due = { id: number; subject_id: string }

const workersAtOnce = 10
const sweepEveryMs = 400

/**
 * Plays pg_cron, pg_net and the people on call until no run is left: sweeps, wakes workers, resumes what was halted, and retries what
 * failed and asks for a person. Resolves with the first worker's passage of each customer.
 */
export async function settle(world: World, users: string[], interferences: Interferences = new Map(), patienceMs = 120_000): Promise<Settled> {
  const settled: Settled = { passages: new Map(), attempts: 0, helped: 0 }
  const working = new Set<number>()
  const until = performance.now() + patienceMs
  let sweptAt = 0
  for (;;) {
    if (performance.now() - sweptAt > sweepEveryMs) {
      sweptAt = performance.now()
      await world.run(`select private.dispatch_provision_runs()`)
      settled.helped += await help(world, users)
    }
    for (const due of await findDue(world, users, [...working], workersAtOnce - working.size)) {
      const interference = interferences.get(due.subject_id) ?? null
      interferences.delete(due.subject_id)
      const { passage, ended } = world.start(due.id, interference)
      if (!settled.passages.has(due.subject_id)) settled.passages.set(due.subject_id, passage)
      settled.attempts += 1
      working.add(due.id)
      void whenOver(passage, ended).then(() => {
        working.delete(due.id)
        // It was not admitted: whoever comes next meets what was meant for it.
        if (!interference || passage.met || passage.doors.length > 1) return
        interferences.set(due.subject_id, interference)
        settled.passages.delete(due.subject_id)
      })
    }
    if (working.size === 0 && (await countOpen(world, users)) === 0) return settled
    if (performance.now() > until) throw new Error(`not settled within ${patienceMs} ms: ${await describeOpen(world, users)}`)
    await sleep(15)
  }
}

// A killed worker never ends; its place is free at once.
async function whenOver(passage: Passage, ended: Promise<void>): Promise<void> {
  let over = false
  void ended.then(() => (over = true))
  while (!over && passage.alive) await sleep(10)
}

function findDue(world: World, users: string[], working: number[], limit: number): Promise<Due[]> {
  return world.run<Due>(
    `select * from (select distinct on (r.subject_id) r.id::int as id, r.subject_id, r.next_attempt_at from public.phone_provision_logs r
     where r.subject_id = any($1::uuid[]) and r.status in ('pending', 'retry_scheduled') and r.next_attempt_at <= clock_timestamp() and r.id <> all($2::bigint[])
       and not exists (select 1 from public.phone_provision_logs b where b.subject_id = r.subject_id and (b.status = 'processing' or b.id = any($2::bigint[])))
     order by r.subject_id, r.next_attempt_at, r.id) due order by due.next_attempt_at limit $3`,
    [users, working, Math.max(0, limit)],
  )
}

async function help(world: World, users: string[]): Promise<number> {
  await world.resumeAll()
  const failed = await world.run(
    `select public.enqueue_provision_run(f.subject_id, 'retry', 'service') from (
       select distinct on (r.subject_id) r.subject_id, r.status from public.phone_provision_logs r
       where r.subject_id = any($1::uuid[]) and r.status <> 'superseded' order by r.subject_id, r.id desc) f
     where f.status = 'failed'`,
    [users],
  )
  return failed.length
}

async function countOpen(world: World, users: string[]): Promise<number> {
  const [row] = await world.run<{ n: number }>(
    `select count(*)::int as n from (
       select distinct on (r.subject_id) r.status from public.phone_provision_logs r where r.subject_id = any($1::uuid[]) and r.status <> 'superseded' order by r.subject_id, r.id desc) f
     where f.status = 'failed'
     union all
     select count(*)::int from public.phone_provision_logs r where r.subject_id = any($1::uuid[]) and r.finished_at is null
     order by 1 desc limit 1`,
    [users],
  )
  return row?.n ?? 0
}

async function describeOpen(world: World, users: string[]): Promise<string> {
  const rows = await world.run(
    `select id, subject_id, status, error_code, waiting_for, attempt, current_step from public.phone_provision_logs r
     where subject_id = any($1::uuid[]) and (finished_at is null or status = 'failed') order by id desc limit 5`,
    [users],
  )
  return JSON.stringify(rows)
}
