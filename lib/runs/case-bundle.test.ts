import { describe, expect, it } from 'vitest'
import { caseBundle } from './case-bundle'
import { makeRun } from './run.fixture'
import type { Step } from './step'

const step: Step = {
  id: 1,
  runId: 1,
  attempt: 1,
  step: 'buy_number',
  provider: 'twilio',
  outcome: 'unknown',
  startedAt: '2026-11-24T14:00:02Z',
  durationMs: 15_000,
  httpStatus: null,
  errorCode: 'timeout',
  detail: { e164_number: '+13075550161', request_id: 'RQ8d1f60c2b94e' },
}

describe('caseBundle', () => {
  const run = makeRun({ status: 'failed', errorCode: 'timeout' })
  const text = caseBundle({ userId: run.userId, run, steps: [step, { ...step, id: 2, runId: 99, errorCode: 'other_run' }], ids: { tag: null, twilio: 'PN4f1c', vapi: 'v-1', assistant: null }, link: 'https://console.example.com/runs/1' })
  it('says which run, of whom, what failed and what each step answered', () => {
    expect(text).toContain('Run #1: Provision, failed')
    expect(text).toContain(`Customer: ${run.userId}`)
    expect(text).toContain('request id RQ8d1f60c2b94e')
    expect(text).toContain('timeout')
    expect(text.endsWith('https://console.example.com/runs/1')).toBe(true)
  })
  it('names what the vendors know it by, with the way into their consoles', () => {
    expect(text).toContain('Twilio number: PN4f1c, https://console.twilio.com/')
    expect(text).toContain('VAPI number: v-1, https://dashboard.vapi.ai/phone-numbers/v-1')
    expect(text).not.toContain('assistant')
  })
  it('leaves out the steps of other runs', () => {
    expect(text).not.toContain('other_run')
  })
  it('carries nobody’s e-mail', () => {
    expect(text).not.toContain('@')
  })
})
