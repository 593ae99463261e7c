import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Part } from '../part.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../postgres/testing/temporary-database.ts'
import { startCronWorker } from './worker.ts'

const soon = { timeout: 20_000 }

let db: TemporaryDatabase
let worker: Part

beforeAll(async () => {
  db = await temporaryDatabase(['pg_cron'])
  await db.run('create table ticks (job text, at timestamptz default clock_timestamp(), who text default session_user)')
  worker = await startCronWorker({ adminUrl: db.database.adminUrl, log: db.options.log })
})
afterAll(async () => {
  await worker.stop()
  await db.remove()
})
afterEach(() => db.run('select cron.unschedule(jobid) from cron.job'))

type Run = { jobid: string; runid: string; job_pid: number; database: string; username: string; command: string; status: string; return_message: string; start_time: Date; end_time: Date | null }

const schedule = async (name: string, when: string, command: string): Promise<string> => {
  const [row] = await db.run<{ id: string }>('select cron.schedule($1, $2, $3) as id', [name, when, command])
  return row?.id ?? ''
}
const runsOf = (id: string) => db.run<Run>('select * from cron.job_run_details where jobid = $1 order by runid', [id])
const finished = async (id: string, n: number): Promise<Run[]> => {
  await expect.poll(async () => (await runsOf(id)).filter((run) => run.end_time).length, soon).toBeGreaterThanOrEqual(n)
  return runsOf(id)
}

describe('a schedule in seconds', () => {
  it('runs as its owner, again and again, with a row for every run', async () => {
    const id = await schedule('tick', '1 second', `insert into ticks (job) values ('tick')`)
    const [first, second] = await finished(id, 2)
    expect(first).toMatchObject({ jobid: id, database: 'postgres', username: 'postgres', status: 'succeeded', return_message: 'INSERT 0 1', job_pid: expect.any(Number) })
    expect(second?.status).toBe('succeeded')
    expect(await db.run(`select distinct who from ticks where job = 'tick'`)).toEqual([{ who: 'postgres' }])
  })

  it('runs one instance at a time', async () => {
    const id = await schedule('slow', '1 second', `insert into ticks (job) values ('slow'); select pg_sleep(1.5)`)
    const [first, second] = await finished(id, 2)
    expect(Number(second?.start_time)).toBeGreaterThanOrEqual(Number(first?.end_time))
  })

  it('writes down an error and goes on', async () => {
    const id = await schedule('broken', '1 second', 'select 1 / 0')
    const [first, second] = await finished(id, 2)
    expect(first).toMatchObject({ status: 'failed', return_message: 'ERROR:  division by zero' })
    expect(second?.status).toBe('failed')
  })
})

describe('a change of the jobs', () => {
  it('counts at once, also while the job runs', async () => {
    const id = await schedule('changing', '1 second', 'select pg_sleep(1.2)')
    await expect.poll(async () => (await runsOf(id)).at(-1)?.status, soon).toBe('running')
    expect(await schedule('changing', '2 seconds', `insert into ticks (job) values ('changed')`)).toBe(id)
    await expect.poll(async () => (await runsOf(id)).at(-1)?.return_message, soon).toBe('INSERT 0 1')
  })

  it('ends a job that is unscheduled or made inactive', async () => {
    const gone = await schedule('gone', '1 second', 'select 1')
    const idle = await schedule('idle', '1 second', 'select 1')
    const watch = await schedule('watch', '1 second', 'select 1')
    await finished(gone, 1)
    await finished(idle, 1)
    await db.run(`select cron.unschedule('gone')`)
    await db.run('select cron.alter_job($1, active => false)', [idle])
    const before = [(await runsOf(gone)).length, (await runsOf(idle)).length]
    await finished(watch, (await runsOf(watch)).length + 2)
    expect([(await runsOf(gone)).length, (await runsOf(idle)).length]).toEqual(before)
  })
})

describe('cron.schedule', () => {
  it.each(['60 seconds', '0 seconds', 'a b c d e', '61 * * * *', '* * 0 * *', '* * * *', '*/0 * * * *', '', 'tomorrow'])('refuses %j', async (when) => {
    await expect(schedule('refused', when, 'select 1')).rejects.toThrow('invalid schedule')
  })

  it.each(['* * * * *', '*/5 0-6,12 1 jan-mar mon', '17 4 $ * 7', '59 seconds', '@hourly'])('takes %j', async (when) => {
    expect(await schedule('taken', when, 'select 1')).toMatch(/^\d+$/)
  })

  it('lets postgres schedule for itself only, and write to cron.job not at all, as hosted', async () => {
    await expect(db.run(`insert into cron.job (schedule, command, username) values ('1 second', 'select 1', 'supabase_admin')`)).rejects.toMatchObject({ code: '42501' })
    await expect(db.run(`select cron._put('supabase_admin', 'x', '1 second', 'select 1')`)).rejects.toMatchObject({ code: '42501' })
    const id = await schedule('mine', '30 seconds', 'select 1')
    await expect(db.run(`select cron.alter_job($1, username => 'supabase_admin')`, [id])).rejects.toThrow('must be superuser')
    const [theirs] = await db.admin<{ id: string }>(`select cron.schedule('theirs', '30 seconds', 'select 1') as id`)
    await expect(db.run('select cron.unschedule($1::bigint)', [theirs?.id])).rejects.toThrow('could not find valid entry')
    await db.admin('select cron.unschedule($1::bigint)', [theirs?.id])
  })

  it('runs a command that tries to become somebody else as its owner still', async () => {
    const id = await schedule('sly', '1 second', `reset session authorization; insert into ticks (job) values ('sly')`)
    await finished(id, 1)
    expect(await db.run(`select distinct who from ticks where job = 'sly'`)).toEqual([{ who: 'postgres' }])
  })
})

describe('an outage', () => {
  it('closes the run that it cut off and lets the schedule go on', async () => {
    const id = await schedule('cut', '1 second', 'select pg_sleep(60)')
    await expect.poll(async () => (await runsOf(id)).at(-1)?.status, soon).toBe('running')
    await db.database.crash()
    await db.database.restart()
    const [cut] = await finished(id, 1)
    expect(cut).toMatchObject({ status: 'failed' })
    await schedule('cut', '1 second', 'select 1')
    await expect.poll(async () => (await runsOf(id)).at(-1)?.return_message, soon).toBe('1 row')
  })

  it('of the worker leaves no run open', async () => {
    const id = await schedule('stopped', '1 second', 'select pg_sleep(60)')
    await expect.poll(async () => (await runsOf(id)).at(-1)?.status, soon).toBe('running')
    await worker.stop()
    expect((await runsOf(id)).at(-1)).toMatchObject({ status: 'failed', end_time: expect.any(Date) })
    worker = await startCronWorker({ adminUrl: db.database.adminUrl, log: db.options.log })
  })
})
