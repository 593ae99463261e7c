import { lookUpError, runErrorCode } from '../_shared/domain/error-catalogue.ts'
import type { StepProvider } from '../_shared/domain/states.ts'
import { DatabaseError, type Finish } from '../_shared/engine-db.ts'
import type { ProviderError } from '../_shared/providers/provider-error.ts'

/** Another worker holds the run now: no further call, no word. */
export class Fenced extends Error {}

/** Ends the run from wherever it stands. */
export class EndOfRun extends Error {
  readonly finish: Finish

  constructor(finish: Finish) {
    super(finish.errorCode ?? finish.outcome ?? finish.result)
    this.finish = finish
  }
}

export function succeeded(outcome: string): Finish {
  return { result: 'succeeded', outcome, errorCode: null, errorMessage: null, haltScope: null }
}

export function skipped(outcome: string, message: string): Finish {
  return { result: 'skipped', outcome, errorCode: null, errorMessage: message, haltScope: null }
}

/** What the catalogue says an error comes to. Everything that may go again settles first, so repeating cannot pay twice. */
export function failure(provider: StepProvider, code: string, note = ''): Finish {
  const entry = lookUpError(provider, code)
  const errorMessage = note === '' ? entry.reason : `${entry.reason} ${note}`
  const base = { outcome: null, errorCode: runErrorCode(provider, code), errorMessage, haltScope: null }
  switch (entry.retry) {
    case 'yes':
    case 'other_number':
    case 'check_first':
      return { ...base, result: 'retry' }
    case 'no':
      return { ...base, result: 'failed' }
    case 'halt':
      return { ...base, result: 'halted', haltScope: entry.haltScope ?? 'all' }
  }
}

export function providerFailure(error: ProviderError): Finish {
  return failure(error.provider, error.code)
}

/** The end that something thrown comes to; an error that nobody expected goes again and is never lost. */
export function thrownFailure(error: unknown): Finish {
  if (error instanceof EndOfRun) return error.finish
  if (error instanceof DatabaseError) return failure('db', error.code)
  return failure('function', 'function_error')
}
