'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { BulkAction, BulkScope } from '@/lib/bulk/scope'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { useSupabase } from '@/lib/supabase/client-provider'
import { bulkKeys } from './keys'
import { bulkListOptions, bulkPageOptions, bulkPreviewOptions } from './options'

/** The jobs, live. */
export function useBulkList() {
  const query = useQuery(bulkListOptions(useSupabase()))
  return { query, refetch: useBulkSignals() }
}

/** One job, live: its items change as their runs do. */
export function useBulkPage(id: number) {
  const query = useQuery(bulkPageOptions(useSupabase(), id))
  return { query, refetch: useBulkSignals() }
}

/** What a bulk would do now; null scope asks nothing. */
export function useBulkPreview(scope: BulkScope | null, action: BulkAction) {
  return useQuery({ ...bulkPreviewOptions(useSupabase(), scope ?? { kind: 'customers', user_ids: [] }, action), enabled: scope !== null })
}

function useBulkSignals(): () => void {
  const cache = useQueryClient()
  const refetch = useRefetch(() => cache.refetchQueries({ queryKey: bulkKeys.all, type: 'active' }))
  useLiveSignal((signal) => {
    if (signal.kind === 'resync') refetch.twice()
    else if (signal.event === 'bulk_changed' || signal.event === 'run_changed') refetch.once()
  })
  return refetch.once
}
