import { describe, expect, it } from 'vitest'
import type { Job } from './job.ts'
import { Timetable } from './timetable.ts'

const job = (schedule: string, command = 'select 1'): Job => ({ jobid: '1', schedule, command, database: 'postgres', username: 'postgres' })

describe('the timetable', () => {
  it('gives a job once per turn', () => {
    const timetable = new Timetable()
    timetable.replace([job('10 seconds')], 0)
    expect(timetable.takeDue(9_999)).toEqual([])
    expect(timetable.takeDue(10_000)).toHaveLength(1)
    expect(timetable.takeDue(10_100)).toEqual([])
    expect(timetable.takeDue(20_000)).toHaveLength(1)
  })

  it('keeps the turn of a job whose command changed, and counts anew when its schedule did', () => {
    const timetable = new Timetable()
    timetable.replace([job('10 seconds')], 0)
    timetable.replace([job('10 seconds', 'select 2')], 8_000)
    expect(timetable.takeDue(10_000)).toMatchObject([{ command: 'select 2' }])
    timetable.replace([job('30 seconds')], 15_000)
    expect(timetable.takeDue(44_999)).toEqual([])
    expect(timetable.takeDue(45_000)).toHaveLength(1)
  })

  it('catches up on nothing', () => {
    const timetable = new Timetable()
    timetable.replace([job('10 seconds')], 0)
    expect(timetable.takeDue(95_000)).toHaveLength(1)
    expect(timetable.takeDue(95_100)).toEqual([])
  })

  it('forgets a job that is gone', () => {
    const timetable = new Timetable()
    timetable.replace([job('10 seconds')], 0)
    timetable.replace([], 1_000)
    expect(timetable.takeDue(60_000)).toEqual([])
  })

  it('names a job whose schedule cannot be read and goes on with the others', () => {
    const timetable = new Timetable()
    const broken = { ...job('a b c d e'), jobid: '2' }
    expect(timetable.replace([broken, job('10 seconds')], 0)).toEqual([broken])
    expect(timetable.takeDue(10_000)).toHaveLength(1)
  })
})
