import type { Fault, RetryClass } from '@domain/error-catalogue.ts'
import type { TriggerAction, RunSource, StepProvider } from '@domain/states.ts'
import { sayWho, sayWhoWithin } from '@/lib/staff/say-who'

export const actionLabels: Record<TriggerAction, string> = {
  provision: 'Provision',
  pause: 'Pause',
  release: 'Release',
  converge: 'Converge',
  retry: 'Retry',
  resume: 'Resume',
  relink: 'Relink',
  check: 'Check',
  hold: 'Hold',
  unhold: 'End hold',
}

export const sourceLabels: Record<RunSource, string> = {
  trigger: 'Trigger',
  staff: 'Staff',
  sweep: 'Sweep',
  drift: 'Drift',
  service: 'Service',
}

const sourceSentences: Record<RunSource, string> = {
  trigger: 'started by the subscription change',
  staff: 'asked for by staff',
  sweep: 'started by the sweep',
  drift: 'started because facts and number disagreed',
  service: 'started by another service',
}

export const providerLabels: Record<StepProvider, string> = { db: 'Database', twilio: 'Twilio', vapi: 'VAPI', function: 'Engine' }

export const faultLabels: Record<Fault, string> = {
  us: 'Us',
  twilio: 'Twilio',
  vapi: 'VAPI',
  customer: 'Customer’s data',
  compliance: 'Compliance',
}

export const retrySentences: Record<RetryClass, string> = {
  yes: 'A retry cannot pay twice.',
  other_number: 'A retry takes another number.',
  check_first: 'A retry could buy a second number.',
  no: 'It will fail the same way: mend the cause.',
  halt: 'Provisioning stands still until this is mended.',
}

type Asked = { source: RunSource; requestedBy: string | null }
type People = { names: Readonly<Record<string, string>>; self: string }

/** Who started a run, in one word: You, a colleague's name, Trigger, Sweep. */
export function describeStarter({ source, requestedBy }: Asked, { names, self }: People): string {
  if (source !== 'staff' || !requestedBy) return sourceLabels[source]
  return sayWho({ id: requestedBy, name: names[requestedBy] ?? null }, self)
}

/** Who started a run, to follow the name of the action. */
export function describeStart(run: Asked, people: People): string {
  if (run.source !== 'staff' || !run.requestedBy) return sourceSentences[run.source]
  return `asked for by ${sayWhoWithin({ id: run.requestedBy, name: people.names[run.requestedBy] ?? null }, people.self)}`
}
