import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { bulkJobSchema, bulkPageSchema, bulkPreviewSchema } from '@/lib/bulk/job'
import { PreviewRefused } from '@/lib/bulk/preview-refused'
import { safeCodes } from '@/lib/bulk/safe-codes'
import type { BulkAction, BulkScope } from '@/lib/bulk/scope'
import { ReadError } from '@/lib/errors'
import type { Client } from '@/lib/supabase/browser'
import { bulkKeys } from './keys'

/** The newest hundred jobs. */
export function bulkListOptions(client: Client) {
  return queryOptions({
    queryKey: bulkKeys.list,
    queryFn: async () => {
      const { data, error } = await client.rpc('list_bulk_jobs', { p_limit: 100 })
      if (error) throw new ReadError('bulk jobs', error)
      return z.array(bulkJobSchema).parse(data)
    },
  })
}

/** One job with all its items, at most a thousand; null when there is none. */
export function bulkPageOptions(client: Client, id: number) {
  return queryOptions({
    queryKey: bulkKeys.page(id),
    queryFn: async () => {
      const { data, error } = await client.rpc('read_bulk_job', { p_job_id: id, p_limit: 1000 })
      if (error) throw new ReadError('bulk job', error)
      return bulkPageSchema.parse(data)
    },
  })
}

/** What a bulk would do now. Asked anew whenever the dialog opens: facts move; but not under the eyes of somebody who confirms it. */
export function bulkPreviewOptions(client: Client, scope: BulkScope, action: BulkAction) {
  return queryOptions({
    queryKey: ['bulk', 'preview', scope, action] as const,
    staleTime: 0,
    refetchOnReconnect: false,
    retry: false,
    queryFn: async () => {
      const { data, error } = await client.rpc('preview_bulk', { p_scope: scope, p_action: action, p_safe_codes: safeCodes() })
      if (error?.code.startsWith('PT4')) throw new PreviewRefused(error.message)
      if (error) throw new ReadError('bulk preview', error)
      return bulkPreviewSchema.parse(data)
    },
  })
}
