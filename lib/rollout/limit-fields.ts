import { formatCount } from '@/lib/format/count'
import { readNumber } from '@/lib/format/read-number'
import type { RolloutLimits } from './status'

type Key = keyof RolloutLimits
export type LimitTexts = Record<Key, string>

type LimitField = { key: Key; label: string; factor: number; most: number; least: number }

/** The fields, in the unit in which people think: percent, dollars, counts. `factor` leads from the field to the database. */
export const limitFields: readonly LimitField[] = [
  { key: 'failure_limit', label: 'Failed customers, %', factor: 0.01, least: 0, most: 100 },
  { key: 'twilio_limit', label: 'Twilio errors, %', factor: 0.01, least: 0, most: 100 },
  { key: 'vapi_limit', label: 'VAPI failures, %', factor: 0.01, least: 0, most: 100 },
  { key: 'orphan_limit', label: 'Orphaned numbers', factor: 1, least: 0, most: 1000 },
  { key: 'spend_limit_cents', label: 'Spend per hour, $', factor: 100, least: 0, most: 1_000_000 },
  { key: 'min_samples', label: 'Least samples', factor: 1, least: 1, most: 10_000 },
  { key: 'window_minutes', label: 'Customers of the last, min', factor: 1, least: 1, most: 1440 },
  { key: 'provider_window_minutes', label: 'Calls of the last, min', factor: 1, least: 1, most: 1440 },
  { key: 'entries_per_minute', label: 'Customers let in per minute', factor: 1, least: 1, most: 6000 },
]

/** The limits as the fields show them. */
export function writeLimits(limits: RolloutLimits): LimitTexts {
  const texts: LimitTexts = { failure_limit: '', twilio_limit: '', vapi_limit: '', orphan_limit: '', spend_limit_cents: '', min_samples: '', window_minutes: '', provider_window_minutes: '', entries_per_minute: '' }
  for (const { key, factor } of limitFields) texts[key] = String(round(limits[key] / factor))
  return texts
}

/** What the fields say; null when one is no number or out of its range. */
export function readLimits(texts: LimitTexts): RolloutLimits | null {
  const limits: RolloutLimits = { failure_limit: 0, twilio_limit: 0, vapi_limit: 0, orphan_limit: 0, spend_limit_cents: 0, min_samples: 0, window_minutes: 0, provider_window_minutes: 0, entries_per_minute: 0 }
  for (const field of limitFields) {
    const { key, factor } = field
    const value = valueOf(field, texts[key])
    if (value === null) return null
    limits[key] = factor === 100 ? Math.round(value * factor) : round(value * factor)
  }
  return limits
}

/** Why a field is not taken; null when it is. */
export function refuseLimit(field: LimitField, text: string): string | null {
  if (valueOf(field, text) !== null) return null
  return `${field.factor === 1 ? 'A whole number' : 'A number'} from ${field.least} to ${formatCount(field.most)}.`
}

function valueOf({ factor, least, most }: LimitField, text: string): number | null {
  const value = readNumber(text)
  if (value === null || value < least || value > most) return null
  return factor === 1 && !Number.isInteger(value) ? null : value
}

/** Only what differs is saved. */
export function changedLimits(from: RolloutLimits, to: RolloutLimits): Partial<RolloutLimits> {
  return Object.fromEntries(limitFields.filter(({ key }) => from[key] !== to[key]).map(({ key }) => [key, to[key]]))
}

function round(value: number): number {
  return Number(value.toFixed(6))
}
