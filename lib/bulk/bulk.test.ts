import { describe, expect, it } from 'vitest'
import { jobProgress } from './job'
import { safeCodes } from './safe-codes'
import { costWords, planWords } from './words'

describe('safeCodes', () => {
  const codes = safeCodes()
  it('holds what can go again, under the code that a run keeps', () => {
    expect(codes).toContain('20503')
    expect(codes).toContain('21422')
  })
  it('leaves out what fails the same way and what stops everybody', () => {
    for (const code of ['21649', '20003', 'nobody_knows_this']) expect(codes).not.toContain(code)
  })
})

describe('the words of a plan', () => {
  it('names each kind and skips what is not there', () => {
    expect(planWords({ retry: 3, check: 2, release: 0, left: 4 })).toBe('Retry 3 safe, Check 2 first, leave 4')
    expect(planWords({ retry: 0, check: 0, release: 0, left: 4 })).toBe('Leave 4')
  })
  it('says what it may cost', () => {
    expect(costWords({ buys: 4 })).toBe('Buys up to 4 numbers, $4.60 a month')
    expect(costWords({ buys: 0 })).toBe('Buys no number')
  })
})

describe('jobProgress', () => {
  it('is ended when no run is open, whatever the feeder says', () => {
    expect(jobProgress({ state: 'fed', total: 6, results: { at_work: 1, failed: 2, succeeded: 1, left: 2 } })).toEqual({ acts: 4, done: 3, ended: false })
    expect(jobProgress({ state: 'fed', total: 6, results: { failed: 2, succeeded: 2, left: 2 } })).toEqual({ acts: 4, done: 4, ended: true })
  })
})
