'use server'

import type { ActionResult } from '@/lib/auth/action-result'
import { staffAction } from '@/lib/auth/staff-action'
import { requestRun, requestRunSchema, type RequestRun } from '@/lib/services/runs/request-run'

const act = staffAction({ least: 'operator', schema: requestRunSchema, verb: requestRun })

/** Starts a run for a customer. */
export async function askForRun(input: RequestRun): Promise<ActionResult<{ runId: number }>> {
  return act(input)
}
