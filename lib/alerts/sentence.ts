import type { Incident } from './alert'
import { formatAlertValue } from './words'

type Told = Pick<Incident, 'rule' | 'label' | 'unit' | 'state' | 'value' | 'sentence'>

/** What is so again, for rules whose value says less than words do. */
const again: Record<string, string> = {
  twilio_down: 'Twilio answers again.',
  vapi_down: 'VAPI answers again.',
  halted: 'Provisioning goes on again.',
  guard_holds: 'The guard lets customers in again.',
  dead_cron: 'The cron jobs run again.',
  stuck_queue: 'The queue moves again.',
  late_comparison: 'The numbers are compared again.',
  untaken_handovers: 'The old system takes customers again.',
}

/** What is so now: the database's sentence says what broke, and stays as it was last broken while the incident recovers. */
export function incidentSentence({ rule, label, unit, state, value, sentence }: Told): string {
  if ((state !== 'recovering' && state !== 'resolved') || sentence.endsWith('The rule was switched off.')) return sentence
  return again[rule] ?? `${label} are back at ${formatAlertValue(unit, value)}.`
}
