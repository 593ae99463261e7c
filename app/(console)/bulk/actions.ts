'use server'

import type { ActionResult } from '@/lib/auth/action-result'
import { staffAction } from '@/lib/auth/staff-action'
import { abortBulkJob, abortBulkJobSchema } from '@/lib/services/bulk/abort-bulk-job'
import { createBulkJob, createBulkJobSchema, type CreateBulkJob } from '@/lib/services/bulk/create-bulk-job'

const create = staffAction({ least: 'operator', schema: createBulkJobSchema, verb: createBulkJob })
const abort = staffAction({ least: 'operator', schema: abortBulkJobSchema, verb: abortBulkJob })

/** One action on many customers. */
export async function startBulk(input: CreateBulkJob): Promise<ActionResult<{ jobId: number }>> {
  return create(input)
}

/** Stops what has not begun. */
export async function abortBulk(input: { jobId: number }): Promise<ActionResult<null>> {
  return abort(input)
}
