'use client'

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AuditFilter } from '@/lib/audit/entry'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { useSupabase } from '@/lib/supabase/client-provider'
import { auditCountsOptions, auditKeys, auditListOptions } from './options'

/** The audit trail and its counts, read again whenever anything happens: every staff action changes a run, the staff or the rollout. */
export function useLiveAudit(filter: AuditFilter) {
  const supabase = useSupabase()
  const cache = useQueryClient()
  const list = useInfiniteQuery(auditListOptions(supabase, filter))
  const counts = useQuery(auditCountsOptions(supabase, filter))
  const refetch = useRefetch(() => cache.refetchQueries({ queryKey: auditKeys.all, type: 'active' }))
  useLiveSignal((signal) => {
    if (signal.kind === 'resync') return refetch.twice()
    if (signal.event === 'action_recorded') refetch.once()
  })
  return { list, counts, refetch: refetch.once }
}
