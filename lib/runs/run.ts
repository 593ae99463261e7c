import type { TriggerAction, RunSource, RunStatus } from '@domain/states.ts'

/** A run as the console shows it. */
export type Run = {
  id: number
  userId: string
  userExists: boolean
  action: TriggerAction
  source: RunSource
  status: RunStatus
  outcome: string | null
  errorCode: string | null
  attempt: number
  failures: number
  currentStep: string | null
  currentStepAt: string | null
  waitingFor: string | null
  createdAt: string
  claimedAt: string | null
  updatedAt: string
  finishedAt: string | null
  nextAttemptAt: string | null
  requestedBy: string | null
  reason: string | null
  supersededBy: number | null
  purchaseId: number | null
  workMs: number
}

/** A run in a list: with whom it is about. */
export type RunRow = Run & { email: string | null; e164: string | null }

/** What a live message says about a run: no personal data, not every column. */
export type RunChange = Pick<
  Run,
  'id' | 'userId' | 'status' | 'outcome' | 'errorCode' | 'attempt' | 'currentStep' | 'claimedAt' | 'finishedAt' | 'updatedAt'
>

/** A run that has ended stays as it is. */
export function hasEnded(status: RunStatus): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'skipped' || status === 'superseded'
}
