export const runStatuses = ['pending', 'processing', 'succeeded', 'retry_scheduled', 'failed', 'skipped', 'superseded'] as const
export type RunStatus = (typeof runStatuses)[number]

export const runActions = ['provision', 'pause', 'release', 'converge', 'retry', 'resume', 'relink', 'check', 'hold', 'unhold'] as const
export type RunAction = (typeof runActions)[number]

export const runSources = ['trigger', 'staff', 'sweep', 'drift', 'service'] as const
export type RunSource = (typeof runSources)[number]

export const customerStatuses = [
  'working', 'being_set_up', 'needs_attention', 'on_hold', 'paused', 'released', 'not_eligible', 'not_in_rollout',
] as const
export type CustomerStatus = (typeof customerStatuses)[number]

export const stepOutcomes = ['ok', 'failed', 'unknown', 'skipped'] as const
export type StepOutcome = (typeof stepOutcomes)[number]

export const stepProviders = ['db', 'twilio', 'vapi', 'function'] as const
export type StepProvider = (typeof stepProviders)[number]
