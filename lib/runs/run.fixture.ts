import type { RunRow } from './run'

/** A run for tests. */
export function makeRun(over: Partial<RunRow> = {}): RunRow {
  return {
    id: 1,
    userId: '7c1e40a2-0000-4000-8000-000000009b31',
    userExists: true,
    action: 'provision',
    source: 'trigger',
    status: 'succeeded',
    outcome: 'assigned',
    errorCode: null,
    attempt: 1,
    failures: 0,
    currentStep: null,
    currentStepAt: null,
    waitingFor: null,
    createdAt: '2026-11-24T14:00:00Z',
    claimedAt: '2026-11-24T14:00:01Z',
    updatedAt: '2026-11-24T14:00:07Z',
    finishedAt: '2026-11-24T14:00:07Z',
    nextAttemptAt: null,
    requestedBy: null,
    reason: null,
    supersededBy: null,
    purchaseId: null,
    workMs: 6000,
    email: 'yard.fargo@example.com',
    e164: '+17015550122',
    ...over,
  }
}
