/** The words of the engine: the same in SQL, in TypeScript, on the screen and in the docs. */

export const runStatuses = ['pending', 'processing', 'succeeded', 'retry_scheduled', 'failed', 'skipped', 'superseded'] as const
export type RunStatus = (typeof runStatuses)[number]

export const triggerActions = ['provision', 'pause', 'release', 'converge', 'retry', 'resume', 'relink', 'check', 'hold', 'unhold'] as const
export type TriggerAction = (typeof triggerActions)[number]

/** What staff may ask for. */
export const staffActions = ['retry', 'provision', 'pause', 'resume', 'release', 'relink', 'check', 'hold', 'unhold'] as const
export type StaffAction = (typeof staffActions)[number]

/** Staff actions that want a reason. */
export const actionsWithReason: readonly StaffAction[] = ['release', 'pause', 'hold']

export const runSources = ['trigger', 'staff', 'sweep', 'drift', 'service'] as const
export type RunSource = (typeof runSources)[number]

export const purchaseStates = ['intended', 'purchased', 'recorded', 'releasing', 'released', 'lost'] as const
export type PurchaseState = (typeof purchaseStates)[number]

export const desiredStates = ['assigned', 'paused', 'released', 'untouched'] as const
export type DesiredState = (typeof desiredStates)[number]

export const stepProviders = ['db', 'twilio', 'vapi', 'function'] as const
export type StepProvider = (typeof stepProviders)[number]

export const stepOutcomes = ['ok', 'failed', 'unknown', 'skipped'] as const
export type StepOutcome = (typeof stepOutcomes)[number]

export const stepNames = [
  ...(['claim', 'decide', 'search_numbers', 'record_intent', 'buy_number', 'look_up_number', 'record_purchase', 'record_number'] as const),
  ...(['link_assistant', 'unlink_assistant', 'remove_import', 'begin_release', 'release_number', 'finish_release', 'finish'] as const),
  ...(['find_import', 'import_number', 'update_import', 'verify_link', 'hand_over', 'record_handover'] as const),
] as const
export type StepName = (typeof stepNames)[number]

export const customerStatuses = [
  ...(['working', 'being_set_up', 'needs_attention', 'on_hold', 'paused', 'released', 'not_eligible', 'not_in_rollout'] as const),
] as const
export type CustomerStatus = (typeof customerStatuses)[number]

export const haltScopes = ['acquire', 'twilio', 'vapi', 'release', 'all'] as const
export type HaltScope = (typeof haltScopes)[number]

export type RunResult = 'succeeded' | 'skipped' | 'failed' | 'retry' | 'halted'
