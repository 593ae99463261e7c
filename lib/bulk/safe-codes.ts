import { errorCatalogue, runErrorCode } from '@domain/error-catalogue.ts'
import { stepProviders } from '@domain/states.ts'
import { retryVerdicts } from '@/lib/verdict/verdict'

/** The codes after which going again can help. Whatever is not here, an unknown code too, fails the same way until somebody mends the cause. */
export function safeCodes(): string[] {
  const codes = stepProviders.flatMap((provider) =>
    Object.entries(errorCatalogue[provider]).flatMap(([code, entry]) => (retryVerdicts[entry.retry] === 'safe' ? [runErrorCode(provider, code)] : [])),
  )
  return [...new Set(codes)].toSorted()
}
