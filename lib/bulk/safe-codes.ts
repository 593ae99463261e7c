import { errorCatalogue, runErrorCode, type RetryClass } from '@domain/error-catalogue.ts'
import { stepProviders } from '@domain/states.ts'

const safe: readonly RetryClass[] = ['yes', 'other_number', 'check_first']

/** The codes after which going again can help. Whatever is not here, an unknown code too, fails the same way until somebody mends the cause. */
export function safeCodes(): string[] {
  const codes = stepProviders.flatMap((provider) =>
    Object.entries(errorCatalogue[provider]).flatMap(([code, entry]) => (safe.includes(entry.retry) ? [runErrorCode(provider, code)] : [])),
  )
  return [...new Set(codes)].toSorted()
}
