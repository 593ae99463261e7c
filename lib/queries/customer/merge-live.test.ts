import { describe, expect, it } from 'vitest'
import { makeCustomer } from '@/lib/customers/customer.fixture'
import { makeRun } from '@/lib/runs/run.fixture'
import type { RunChange } from '@/lib/runs/run'
import type { Step } from '@/lib/runs/step'
import { applyRunChange, applyStep } from './merge-live'

const running = makeRun({ id: 7, status: 'processing', outcome: null, finishedAt: null, updatedAt: '2026-11-24T14:00:02Z', currentStep: 'buy_number', currentStepAt: '2026-11-24T14:00:02Z' })
const page = makeCustomer({ runs: [running, makeRun({ id: 3 })] })
const change: RunChange = { id: 7, userId: running.userId, status: 'processing', outcome: null, errorCode: null, attempt: 1, currentStep: 'link_assistant', claimedAt: running.claimedAt, finishedAt: null, updatedAt: '2026-11-24T14:00:05Z' }
const step: Step = { id: 1, runId: 7, attempt: 1, step: 'buy_number', provider: 'twilio', outcome: 'ok', startedAt: '2026-11-24T14:00:02Z', durationMs: 900, httpStatus: null, errorCode: null, detail: {} }

describe('what is heard before it is read', () => {
  it('moves the run on, and its step begins when the message was written', () => {
    const after = applyRunChange(page, change)
    expect(after.runs[0]).toMatchObject({ currentStep: 'link_assistant', currentStepAt: change.updatedAt, createdAt: running.createdAt })
    expect(after.runs[1]).toBe(page.runs[1])
  })

  it('leaves everything as it is when the message is old or about a run that is not shown', () => {
    expect(applyRunChange(page, { ...change, updatedAt: '2026-11-24T14:00:01Z' })).toBe(page)
    expect(applyRunChange(page, { ...change, id: 99 })).toBe(page)
  })

  it('adds a step once, in the order of time', () => {
    const first = applyStep(page, { ...step, id: 2, startedAt: '2026-11-24T14:00:03Z' })
    const both = applyStep(first, step)
    expect(both.steps.map(({ id }) => id)).toEqual([1, 2])
    expect(applyStep(both, step)).toBe(both)
    expect(applyStep(page, { ...step, runId: 99 })).toBe(page)
  })
})
