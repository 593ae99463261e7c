import { QueryClient } from '@tanstack/react-query'
import { createClient } from '@supabase/supabase-js'
import { expect, test } from 'vitest'
import { noCustomerFilter } from '@/lib/customers/filter'
import { noFilter } from '@/lib/runs/filter'
import type { Database } from '@/lib/supabase/database.types'
import { auditCountsOptions, auditListOptions } from './audit/options'
import { customerCountsOptions, customerListOptions } from './customers/options'
import { runListOptions, runSummaryOptions } from './runs/options'

const client = createClient<Database>('http://127.0.0.1:9', 'nobody')
const scope = { filter: noFilter, range: '1h', brush: null } as const
const ofAudit = { action: null, staff: null, subject: null, since: null }

test('every list is right again within a minute when the message that it waited for was lost', () => {
  const lists = [
    runListOptions(client, new QueryClient(), scope, null),
    runSummaryOptions(client, scope, null),
    customerListOptions(client, noCustomerFilter, 'waiting'),
    customerCountsOptions(client, noCustomerFilter),
    auditListOptions(client, ofAudit),
    auditCountsOptions(client, ofAudit),
  ]
  for (const { queryKey, refetchInterval } of lists) {
    expect(refetchInterval, String(queryKey)).toBeGreaterThanOrEqual(30_000)
    expect(refetchInterval, String(queryKey)).toBeLessThanOrEqual(60_000)
  }
})
