import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AuditFilter } from '@/lib/audit/entry'
import { slowLookMs } from '@/lib/queries/slow-look'
import type { Client } from '@/lib/supabase/browser'
import { fetchAudit, fetchAuditCounts, type AuditPage } from './fetch-audit'

export const auditKeys = { all: ['audit'] as const }

/** The audit trail, page by page. */
export function auditListOptions(client: Client, filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: [...auditKeys.all, 'list', filter] as const,
    initialPageParam: null as number | null,
    getNextPageParam: (page: AuditPage) => page.next,
    queryFn: ({ pageParam }) => fetchAudit(client, filter, pageParam),
    placeholderData: keepPreviousData,
    refetchInterval: slowLookMs,
  })
}

/** The counts beside it. */
export function auditCountsOptions(client: Client, filter: AuditFilter) {
  return queryOptions({ queryKey: [...auditKeys.all, 'counts', filter] as const, queryFn: () => fetchAuditCounts(client, filter), placeholderData: keepPreviousData, refetchInterval: slowLookMs })
}
