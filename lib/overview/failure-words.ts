import { lookUpCode } from '@domain/error-catalogue.ts'

// Reasons of the read model that no provider ever reports.
const own: Record<string, string> = {
  no_run: 'Paid, but no run was ever started',
  failed: 'The last run failed without a code',
  integrity_issue: 'The existing rows contradict each other',
  other_provider: 'The number is with another provider',
  unknown: 'No code was reported',
}

/** What a code means, in a few words without a full stop. */
export function failureWords(code: string): string {
  return own[code] ?? lookUpCode(code).reason.replace(/\.$/, '')
}
