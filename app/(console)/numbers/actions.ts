'use server'

import type { ActionResult } from '@/lib/auth/action-result'
import { staffAction } from '@/lib/auth/staff-action'
import { compareNumbers as compare, compareNumbersSchema } from '@/lib/services/numbers/compare-numbers'
import { mendNumber as mend, mendNumberSchema, type MendNumber } from '@/lib/services/numbers/mend-number'
import { requestRun, requestRunSchema, type RequestRun } from '@/lib/services/runs/request-run'

const compareThem = staffAction({ least: 'operator', schema: compareNumbersSchema, verb: compare })
const mendIt = staffAction({ least: 'operator', schema: mendNumberSchema, verb: mend })
const act = staffAction({ least: 'operator', schema: requestRunSchema, verb: requestRun })

/** Compares our ledger with Twilio and VAPI now. */
export async function compareNumbers(input: { idempotencyKey: string }): Promise<ActionResult<null>> {
  return compareThem(input)
}

/** Mends a number that only the comparison shows. */
export async function mendNumber(input: MendNumber): Promise<ActionResult<{ runId: number }>> {
  return mendIt(input)
}

/** Does something to the number's customer, as on the customer's own page. */
export async function actOnNumber(input: RequestRun): Promise<ActionResult<{ runId: number }>> {
  return act(input)
}
