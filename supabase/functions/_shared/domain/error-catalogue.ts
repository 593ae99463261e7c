import { databaseErrors, functionErrors } from './errors/own.ts'
import { twilioErrors } from './errors/twilio.ts'
import { lookingIntoIt, type CatalogueEntry } from './errors/types.ts'
import { vapiErrors } from './errors/vapi.ts'
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
  const entry = errorCatalogue[provider][code] ?? serverError(provider, code)
  if (entry) return { ...entry, code, provider, known: true }
  return {
    code,
    provider,
    known: false,
    reason: `${owner[provider]} gave an answer that we do not know.`,
    fault: provider === 'twilio' || provider === 'vapi' ? provider : 'us',
    retry: 'no',
    staff: 'Tell engineering the code; nothing is repeated until a person has looked.',
    customer: lookingIntoIt,
  }
}

/** The same without knowing who reported it: a run keeps one code. Twilio first, then our own. */
export function lookUpCode(code: string): LookedUpError {
  const prefixed = /^(vapi|db|function)_(.+)$/.exec(code)
  if (prefixed?.[1] && prefixed[2]) return { ...lookUpError(prefixed[1] as StepProvider, prefixed[2]), code }
  for (const provider of ['twilio', 'function'] as const) if (errorCatalogue[provider][code]) return lookUpError(provider, code)
  return lookUpError(/^\d{5}$/.test(code) ? 'twilio' : 'function', code)
}

/** One code for a run: Twilio's as they are, the others with who reported them, since `404` alone says nothing. */
export function runErrorCode(provider: StepProvider, code: string): string {
  return provider === 'twilio' || (provider === 'function' && code in functionErrors && !(code in twilioErrors)) ? code : `${provider}_${code}`
}

const owner: Record<StepProvider, string> = { twilio: 'Twilio', vapi: 'VAPI', function: 'Our function', db: 'The database' }

// A failure of the provider's own without a code of its own.
function serverError(provider: StepProvider, code: string): CatalogueEntry | undefined {
  if (!/^5\d\d$/.test(code)) return undefined
  if (provider === 'twilio') return twilioErrors['20503']
  if (provider === 'vapi') return vapiErrors['unavailable']
  return functionErrors['unavailable']
}
