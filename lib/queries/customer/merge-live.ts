import type { CustomerPage } from '@/lib/customers/customer'
import { isForward } from '@/lib/realtime/status-order'
import type { RunChange } from '@/lib/runs/run'
import { withStep, type Step } from '@/lib/runs/step'

/** A message about a run, before the read that follows it. A run that is not shown yet waits for that read. */
export function applyRunChange(page: CustomerPage, change: RunChange): CustomerPage {
  const index = page.runs.findIndex((run) => run.id === change.id)
  const run = page.runs[index]
  if (!run || !isForward(run, change)) return page
  // The message does not say when the step began: now is nearer than the step before.
  const currentStepAt = change.currentStep === run.currentStep ? run.currentStepAt : change.updatedAt
  return { ...page, runs: page.runs.with(index, { ...run, ...change, currentStepAt }) }
}

/** A step that has just been reported; the same one twice counts once. */
export function applyStep(page: CustomerPage, step: Step): CustomerPage {
  if (!page.runs.some((run) => run.id === step.runId)) return page
  const steps = withStep(page.steps, step)
  return steps === page.steps ? page : { ...page, steps }
}
