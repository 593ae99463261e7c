import { databaseErrors, functionCodeOfStatus, functionErrors, isPassingSqlState } from './errors/own.ts'
import { twilioCodeOfStatus, twilioErrors } from './errors/twilio.ts'
import { lookingIntoIt, type CatalogueEntry } from './errors/types.ts'
import { vapiCodeOfStatus, vapiErrors } from './errors/vapi.ts'
import type { StepProvider } from './states.ts'

export type { CatalogueEntry, Fault, RetryClass } from './errors/types.ts'

/** Every error that is known, by who reported it and its code. */
export const errorCatalogue: Record<StepProvider, Record<string, CatalogueEntry>> = {
  twilio: twilioErrors,
  vapi: vapiErrors,
  function: functionErrors,
  db: databaseErrors,
}

export type LookedUpError = CatalogueEntry & { code: string; provider: StepProvider; known: boolean }

/** What is known of a code. An unknown one parks the run: nothing is repeated that nobody understands. */
export function lookUpError(provider: StepProvider, code: string): LookedUpError {
  const entry = errorCatalogue[provider][code] ?? errorCatalogue[provider][alias(provider, code) ?? '']
  if (entry) return { ...entry, code, provider, known: true }
  return {
    code,
    provider,
    known: false,
    reason: `${owner[provider]} gave an answer that we do not know.`,
    verdict: `${owner[provider]} gave an answer that we do not know, so nothing is repeated by itself.`,
    fault: provider === 'twilio' || provider === 'vapi' ? provider : 'us',
    retry: 'no',
    staff: 'Tell engineering the code; nothing is repeated until a person has looked.',
    customer: lookingIntoIt,
  }
}

/** The same without knowing who reported it: a run keeps one code, written by `runErrorCode`. */
export function lookUpCode(code: string): LookedUpError {
  for (const provider of ['twilio', 'function'] as const) if (errorCatalogue[provider][code]) return lookUpError(provider, code)
  const [, provider, own] = /^(vapi|db|function)_(.+)$/.exec(code) ?? []
  if (own && (provider === 'vapi' || provider === 'db' || provider === 'function')) return { ...lookUpError(provider, own), code }
  return lookUpError(/^\d{3,5}$/.test(code) ? 'twilio' : 'function', code)
}

/** One code for a run: Twilio's as they are, the others with who reported them, since `404` alone says nothing. */
export function runErrorCode(provider: StepProvider, code: string): string {
  return provider === 'twilio' || (provider === 'function' && code in functionErrors && !(code in twilioErrors)) ? code : `${provider}_${code}`
}

const owner: Record<StepProvider, string> = { twilio: 'Twilio', vapi: 'VAPI', function: 'Our function', db: 'The database' }

// What a bare HTTP status or a class of codes stands for.
function alias(provider: StepProvider, code: string): string | undefined {
  const serverFailed = /^5\d\d$/.test(code)
  switch (provider) {
    case 'twilio':
      return twilioCodeOfStatus[code] ?? (serverFailed ? '20503' : undefined)
    case 'vapi':
      return vapiCodeOfStatus[code] ?? (serverFailed ? 'unavailable' : undefined)
    case 'function':
      return functionCodeOfStatus[code] ?? (serverFailed ? 'unavailable' : undefined)
    case 'db':
      return isPassingSqlState(code) ? 'connection' : undefined
  }
}
