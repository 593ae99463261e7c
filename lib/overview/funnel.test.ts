import { describe, expect, it } from 'vitest'
import { funnelStages } from './funnel'

const row = (stage: number, reached: number, lost: number) => ({ stage, reached, lost, p50_ms: null })

describe('funnel', () => {
  it('adds up: passed, at work and lost are those who passed the step before', () => {
    const stages = funnelStages([row(0, 612, 0), row(1, 610, 2), row(2, 600, 4)])
    expect(stages.map(({ passed, atWork, lost }) => [passed, atWork, lost])).toEqual([[612, 0, 0], [610, 0, 2], [600, 6, 4]])
  })

  it('never shows less than nobody at work', () => {
    expect(funnelStages([row(0, 1, 0), row(1, 1, 1)])[1]?.atWork).toBe(0)
  })
})
