import { describe, expect, it } from 'vitest'
import { makeRun } from './run.fixture'
import type { Step } from './step'
import { buildTimeline, niceScale } from './timeline'

const base = Date.UTC(2026, 10, 24, 14, 0, 0)
const at = (ms: number) => new Date(base + ms).toISOString()
let id = 0
const step = (attempt: number, startMs: number, durationMs: number, name = 'buy_number'): Step => ({
  id: ++id,
  runId: 1,
  attempt,
  step: name,
  provider: 'twilio',
  outcome: 'ok',
  startedAt: at(startMs),
  durationMs,
  httpStatus: 200,
  errorCode: null,
  detail: {},
})

describe('buildTimeline', () => {
  it('places the steps of each attempt on one scale and measures the waits between', () => {
    const run = makeRun({ createdAt: at(0), attempt: 2 })
    const timeline = buildTimeline({
      run,
      steps: [step(1, 500, 40, 'claim'), step(1, 600, 1400), step(2, 40_000, 900)],
      now: base + 99_000,
      providerTimeoutMs: 15_000,
    })
    expect(timeline.attempts.map((attempt) => [attempt.number, attempt.waitMs])).toEqual([
      [1, 500],
      [2, 38_000],
    ])
    expect(timeline.attempts[0]?.steps.map((bar) => bar.offsetMs)).toEqual([0, 100])
    expect(timeline.attempts[1]?.running).toBeNull()
    expect(timeline.scaleMs).toBe(2000)
  })

  it('shows the step at work with what its budget leaves, before any step was reported', () => {
    const run = makeRun({ status: 'processing', attempt: 1, createdAt: at(0), claimedAt: at(200), currentStep: 'search_numbers', currentStepAt: at(300), finishedAt: null })
    const timeline = buildTimeline({ run, steps: [], now: base + 1300, providerTimeoutMs: 15_000 })
    expect(timeline.attempts[0]).toMatchObject({ waitMs: 200, running: { name: 'search_numbers', offsetMs: 100, durationMs: 1000, budgetMs: 15_000 } })
    expect(timeline.scaleMs).toBe(20_000)
  })

  it('has nothing to draw for a run that never started', () => {
    const timeline = buildTimeline({ run: makeRun({ status: 'pending' }), steps: [], now: base, providerTimeoutMs: 1 })
    expect(timeline.attempts).toEqual([])
  })
})

describe('niceScale', () => {
  it('is round and holds everything', () => {
    expect(niceScale(17_000)).toEqual({ scaleMs: 20_000, ticks: [0, 5000, 10_000, 15_000, 20_000] })
    expect(niceScale(0).scaleMs).toBe(200)
    expect(niceScale(700_000).scaleMs).toBe(1_200_000)
  })
})
