import { readFileSync } from 'node:fs'
import { errorCatalogue, runErrorCode } from '@domain/error-catalogue.ts'
import { stepProviders } from '@domain/states.ts'
import { expect, test } from 'vitest'
import { retryVerdicts } from '@/lib/verdict/verdict'

test('the database judges every code of the catalogue as the catalogue does', () => {
  const sql = readFileSync(new URL('../../supabase/migrations/20261124100940_list_reason_codes.sql', import.meta.url), 'utf8')
  const listed = [...sql.matchAll(/\('([^']+)', '(us|twilio|vapi|customer|compliance)', '(safe|useless)'\)/g)].map(([, code, fault, retry]) => [code, fault, retry])
  const known = stepProviders.flatMap((provider) =>
    Object.entries(errorCatalogue[provider]).map(([code, entry]) => [runErrorCode(provider, code), entry.fault, retryVerdicts[entry.retry]]),
  )
  expect(listed.toSorted()).toEqual(known.toSorted())
})
