import { describe, expect, it } from 'vitest'
import type { Job } from './job.ts'
import { Runner } from './runner.ts'

const job = (jobid: string, command = 'select 1'): Job => ({ jobid, schedule: '1 second', command, database: 'postgres', username: 'postgres' })

/** A runner whose runs end when the test says so. */
function make(jobs: Job[]) {
  const started: string[] = []
  const ends: Array<() => void> = []
  const run = (each: Job) => {
    started.push(`${each.jobid}: ${each.command}`)
    return new Promise<void>((resolve) => ends.push(resolve))
  }
  const runner = new Runner(run, (jobid) => jobs.find((each) => each.jobid === jobid))
  const endFirst = async () => {
    ends.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { runner, started, endFirst }
}

describe('a job whose start falls into its own run', () => {
  it('follows at once, however many starts there were', async () => {
    const { runner, started, endFirst } = make([job('1')])
    runner.start(job('1'))
    runner.start(job('1'))
    runner.start(job('1'))
    expect(started).toHaveLength(1)
    await endFirst()
    expect(started).toHaveLength(2)
    await endFirst()
    expect(started).toHaveLength(2)
  })

  it('follows as it is by then', async () => {
    const jobs = [job('1', 'select 1')]
    const { runner, started, endFirst } = make(jobs)
    runner.start(job('1', 'select 1'))
    runner.start(job('1', 'select 1'))
    jobs[0] = job('1', 'select 2')
    await endFirst()
    expect(started).toEqual(['1: select 1', '1: select 2'])
  })

  it('does not follow when it is gone by then', async () => {
    const jobs = [job('1')]
    const { runner, started, endFirst } = make(jobs)
    runner.start(job('1'))
    runner.start(job('1'))
    jobs.pop()
    await endFirst()
    expect(started).toHaveLength(1)
  })

  it('does not keep another job waiting', () => {
    const { runner, started } = make([job('1'), job('2')])
    runner.start(job('1'))
    runner.start(job('2'))
    expect(started).toEqual(['1: select 1', '2: select 1'])
  })
})

describe('finishing', () => {
  it('waits for what runs and drops what is queued', async () => {
    const { runner, started, endFirst } = make([job('1')])
    runner.start(job('1'))
    runner.start(job('1'))
    const finished = runner.finish()
    await endFirst()
    await finished
    expect(started).toHaveLength(1)
  })
})
