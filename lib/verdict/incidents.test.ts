import { describe, expect, it } from 'vitest'
import type { CustomerPage, OpenIncident } from '@/lib/customers/customer'
import { makeCustomer } from '@/lib/customers/customer.fixture'
import { makeRun } from '@/lib/runs/run.fixture'
import { incidentsOf } from './incidents'

const firing = (rule: string, over: Partial<OpenIncident> = {}): OpenIncident => ({ id: 1, rule, label: rule, state: 'firing', since: '2026-11-24T14:05:00Z', owner: null, ownerId: null, cause: null, ...over })
const failed = (errorCode: string, over: Partial<CustomerPage> = {}) =>
  makeCustomer({ reasonCode: errorCode, runs: [makeRun({ status: 'failed', errorCode, finishedAt: '2026-11-24T14:06:00Z' })], ...over })
const rulesOf = (page: CustomerPage) => incidentsOf(page).map(({ rule }) => rule)

describe('incidents that concern a customer', () => {
  it('are those of the provider that failed them', () => {
    const incidents = [firing('twilio_errors'), firing('vapi_failures')]
    expect(rulesOf(failed('20503', { incidents }))).toEqual(['twilio_errors'])
    expect(rulesOf(failed('vapi_unavailable', { incidents }))).toEqual(['vapi_failures'])
  })
  it('leave out what follows from another, and that things fail in general', () => {
    const incidents = [firing('twilio_down'), firing('twilio_errors', { cause: 'twilio_down' }), firing('provisioning_failures')]
    expect(rulesOf(failed('20503', { incidents }))).toEqual(['twilio_down'])
    expect(rulesOf(failed('21649', { incidents: [firing('provisioning_failures')] }))).toEqual(['provisioning_failures'])
  })
  it('are those that tell of a number of somebody else', () => {
    const incidents = [firing('foreign_numbers'), firing('untaken_handovers')]
    expect(rulesOf(failed('foreign_number', { incidents }))).toEqual(['foreign_numbers'])
    expect(rulesOf(failed('21649', { incidents }))).toEqual([])
  })
  it('are not those that began long after this failure', () => {
    expect(rulesOf(failed('20503', { incidents: [firing('twilio_errors', { since: '2026-11-24T19:00:00Z' })] }))).toEqual([])
  })
  it('explain a wait too, and a payment without a run', () => {
    const waiting = makeRun({ status: 'pending', finishedAt: null, errorCode: null, waitingFor: 'twilio_down' })
    expect(rulesOf(makeCustomer({ status: 'being_set_up', reasonCode: 'paid', runs: [waiting], incidents: [firing('twilio_down'), firing('halted')] }))).toEqual(['twilio_down'])
    expect(rulesOf(makeCustomer({ incidents: [firing('dead_trigger')] }))).toEqual(['dead_trigger'])
  })
  it('tell of a hand-over that the old system has not taken', () => {
    const run = makeRun({ status: 'retry_scheduled', finishedAt: null, errorCode: 'handover_not_taken' })
    const page = makeCustomer({ reasonCode: 'handover_untaken', runs: [run], incidents: [firing('untaken_handovers'), firing('function_timeouts'), firing('provisioning_failures')] })
    expect(rulesOf(page)).toEqual(['untaken_handovers'])
    expect(rulesOf({ ...page, status: 'not_in_rollout', reasonCode: 'handover_asked' })).toEqual(['untaken_handovers'])
  })
  it('say nothing about a customer who is well', () => {
    expect(rulesOf(failed('20503', { status: 'working', incidents: [firing('twilio_errors')] }))).toEqual([])
  })
})
