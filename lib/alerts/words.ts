import { formatCount, formatRate } from '@/lib/format/count'
import { formatWait } from '@/lib/format/duration'
import type { AlertRule, AlertUnit, Delivery, Incident } from './alert'

/** A rule's value in its unit: 31.4%, 48 s, 2. */
export function formatAlertValue(unit: AlertUnit, value: number | null): string {
  if (value === null) return '–'
  if (unit === 'share') return formatRate(value)
  return unit === 'seconds' ? formatWait(value * 1000) : formatCount(value)
}

/** Rules that only know yes and no: their 0 and 1 are no figures to show. */
const yesNo = new Set(['twilio_down', 'vapi_down', 'guard_holds'])

/** True for a rule that only knows yes and no. */
export function isYesNo(rule: string): boolean {
  return yesNo.has(rule)
}

/** The value of this rule as people read it: Yes, No, or in its unit. */
export function formatRuleValue(rule: string, unit: AlertUnit, value: number | null): string {
  if (value === null || !isYesNo(rule)) return formatAlertValue(unit, value)
  return value > 0 ? 'Yes' : 'No'
}

/** A consequence of another incident is muted while it is open; otherwise its own state. */
export function shownState(incident: Pick<Incident, 'state' | 'cause'>): Incident['state'] | 'muted' {
  return incident.state !== 'resolved' && incident.cause !== null ? 'muted' : incident.state
}

/** The ground of a value: so many of so many; how many more are needed where there are too few. */
export function readingWords(rule: AlertRule): string | null {
  const { reading } = rule
  if (!reading || reading.total === null) return null
  if (reading.verdict === 'not_enough_data') return `${formatCount(reading.total)} of ${rule.min_samples} samples`
  return `${formatCount(reading.hits ?? 0)} of ${formatCount(reading.total)}`
}

/** From how much on, over which span, with how many samples. */
export function ruleWords(rule: AlertRule): string {
  const parts = [
    rule.unit === 'share' || rule.window_minutes > 1 ? `${rule.window_minutes} min` : null,
    rule.min_samples > 0 ? `at least ${rule.min_samples} samples` : null,
    rule.for_seconds > 0 ? `lasting ${formatWait(rule.for_seconds * 1000)}` : 'at once',
  ]
  return parts.filter((part) => part !== null).join(', ')
}

/** Sent, not taken yet, given up, or waiting for its first attempt. */
export function deliveryWords({ kind, channel, at, attempts, error }: Delivery): string {
  const what = `${kind === 'firing' ? 'Firing' : kind === 'resolved' ? 'Resolved' : 'Test'} message to ${channelNames[channel]}`
  if (at !== null) return `${what} delivered${attempts > 1 ? `, attempt ${attempts}` : ''}`
  if (error === 'given_up') return `${what} given up: the channel was removed`
  return attempts === 0 ? `${what} waits to be sent` : `${what} not taken (${error ?? 'under way'}), ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}, goes on`
}

const channelNames = { slack: 'Slack', webhook: 'the webhook' } as const
