import 'server-only'
import { z } from 'zod'
import type { Client } from '@/lib/supabase/browser'
import { asRefusal } from '../refusal'

export const abortBulkJobSchema = z.object({ jobId: z.int() })

/** Stops what a job has not started yet. */
export async function abortBulkJob(client: Client, { jobId }: z.infer<typeof abortBulkJobSchema>): Promise<null> {
  const { error } = await client.rpc('abort_bulk_job', { p_job_id: jobId })
  if (error) throw asRefusal(error)
  return null
}
