'use server'

import type { ActionResult } from '@/lib/auth/action-result'
import { staffAction } from '@/lib/auth/staff-action'
import { changeRule as change, changeRuleSchema, type ChangeRule } from '@/lib/services/alerts/change-rule'
import { acknowledgeIncident, acknowledgeSchema, silenceIncident, silenceSchema, type Silence } from '@/lib/services/alerts/handle-incident'
import { resumeScope as resume, resumeScopeSchema, type ResumeScope } from '@/lib/services/alerts/resume-scope'
import { sendTest as send, sendTestSchema } from '@/lib/services/alerts/send-test'

const acknowledgeIt = staffAction({ least: 'operator', schema: acknowledgeSchema, verb: acknowledgeIncident })
const silenceIt = staffAction({ least: 'operator', schema: silenceSchema, verb: silenceIncident })
const changeIt = staffAction({ least: 'admin', schema: changeRuleSchema, verb: change })
const resumeIt = staffAction({ least: 'admin', schema: resumeScopeSchema, verb: resume })
const sendIt = staffAction({ least: 'admin', schema: sendTestSchema, verb: send })

/** Makes the caller the owner of an incident. */
export async function acknowledge(input: { id: number }): Promise<ActionResult<null>> {
  return acknowledgeIt(input)
}

/** Silences an incident, or ends its silence with 0 minutes. */
export async function silence(input: Silence): Promise<ActionResult<null>> {
  return silenceIt(input)
}

/** Changes a rule's limits, or switches it off or on. */
export async function changeRule(input: ChangeRule): Promise<ActionResult<null>> {
  return changeIt(input)
}

/** Lets a scope that stands still go again. */
export async function resumeScope(input: ResumeScope): Promise<ActionResult<null>> {
  return resumeIt(input)
}

/** Sends a test to every channel. */
export async function sendTest(): Promise<ActionResult<number>> {
  return sendIt({})
}
