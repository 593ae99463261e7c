import { errorCatalogue, unknownError, type CatalogueEntry } from '@/lib/domain-placeholder/error-catalogue'

/** What a code means. A code that nobody has described yet gets the entry that says so. */
export function describeError(code: string): CatalogueEntry & { known: boolean } {
  const entry = errorCatalogue[code]
  return entry ? { ...entry, known: true } : { ...unknownError, known: false }
}
