'use server'

import type { ActionResult } from '@/lib/auth/action-result'
import { staffAction } from '@/lib/auth/staff-action'
import { activateProvisioning, activateProvisioningSchema, type ActivateProvisioning } from '@/lib/services/rollout/activate-provisioning'
import { resumeRolloutGuard, resumeRolloutGuardSchema, type ResumeRolloutGuard } from '@/lib/services/rollout/resume-rollout-guard'
import { revertRolloutChange, revertRolloutChangeSchema, type RevertRolloutChange } from '@/lib/services/rollout/revert-rollout-change'
import { setRolloutLimits, setRolloutLimitsSchema, type SetRolloutLimits } from '@/lib/services/rollout/set-rollout-limits'
import { setRolloutOverrides, setRolloutOverridesSchema, type SetRolloutOverrides } from '@/lib/services/rollout/set-rollout-overrides'
import { setRolloutPercentage, setRolloutPercentageSchema, type SetRolloutPercentage } from '@/lib/services/rollout/set-rollout-percentage'
import { startProvisioning, startProvisioningSchema, type StartProvisioning } from '@/lib/services/rollout/start-provisioning'
import { stopProvisioning, stopProvisioningSchema, type StopProvisioning } from '@/lib/services/rollout/stop-provisioning'

const percentage = staffAction({ least: 'admin', schema: setRolloutPercentageSchema, verb: setRolloutPercentage })
const overrides = staffAction({ least: 'admin', schema: setRolloutOverridesSchema, verb: setRolloutOverrides })
const limits = staffAction({ least: 'admin', schema: setRolloutLimitsSchema, verb: setRolloutLimits })
const revert = staffAction({ least: 'admin', schema: revertRolloutChangeSchema, verb: revertRolloutChange })
const stop = staffAction({ least: 'admin', schema: stopProvisioningSchema, verb: stopProvisioning })
const start = staffAction({ least: 'admin', schema: startProvisioningSchema, verb: startProvisioning })
const resume = staffAction({ least: 'admin', schema: resumeRolloutGuardSchema, verb: resumeRolloutGuard })
const activate = staffAction({ least: 'admin', schema: activateProvisioningSchema, verb: activateProvisioning })

/** Saves a percentage. */
export async function savePercentage(input: SetRolloutPercentage): Promise<ActionResult<null>> {
  return percentage(input)
}

/** Puts customers on a list or takes them off. */
export async function saveOverrides(input: SetRolloutOverrides): Promise<ActionResult<null>> {
  return overrides(input)
}

/** Saves what the guard tolerates. */
export async function saveLimits(input: SetRolloutLimits): Promise<ActionResult<null>> {
  return limits(input)
}

/** Sets again what a change replaced. */
export async function revertChange(input: RevertRolloutChange): Promise<ActionResult<null>> {
  return revert(input)
}

/** The kill switch. */
export async function stopAll(input: StopProvisioning): Promise<ActionResult<null>> {
  return stop(input)
}

/** Ends a stop. */
export async function startAgain(input: StartProvisioning): Promise<ActionResult<null>> {
  return start(input)
}

/** Lets new customers enter after the guard held. */
export async function resumeGuard(input: ResumeRolloutGuard): Promise<ActionResult<null>> {
  return resume(input)
}

/** Ends report-only. */
export async function activateProject(input: ActivateProvisioning): Promise<ActionResult<null>> {
  return activate(input)
}
