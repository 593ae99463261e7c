import { readNumber } from '@/lib/format/read-number'
import type { AlertRule } from './alert'

type Key = 'threshold' | 'recover_below' | 'window_minutes' | 'min_samples' | 'for_seconds' | 'recover_seconds'
export type RuleTexts = Record<Key, string>
export type RuleChange = Partial<Record<Key, number>>

const keys: readonly Key[] = ['threshold', 'recover_below', 'window_minutes', 'min_samples', 'for_seconds', 'recover_seconds']

/** The fields of a rule's dialog in the unit that people think in. */
export function ruleFields(rule: AlertRule): readonly { key: Key; label: string }[] {
  const unit = { share: ', %', seconds: ', s', count: '' }[rule.unit]
  const fields: { key: Key; label: string }[] = [
    { key: 'threshold', label: `Fires over${unit}` },
    { key: 'recover_below', label: `Recovers at${unit} or less` },
    { key: 'window_minutes', label: 'Looks back, min' },
    { key: 'min_samples', label: 'Least samples' },
    { key: 'for_seconds', label: 'Fires after, s' },
    { key: 'recover_seconds', label: 'Resolves after, s' },
  ]
  return rule.unit === 'share' ? fields : fields.filter(({ key }) => key !== 'min_samples')
}

/** The rule as the fields show it. */
export function writeRule(rule: AlertRule): RuleTexts {
  const of = (key: Key) => String(round(rule[key] / factor(rule, key)))
  return {
    threshold: of('threshold'),
    recover_below: of('recover_below'),
    window_minutes: of('window_minutes'),
    min_samples: of('min_samples'),
    for_seconds: of('for_seconds'),
    recover_seconds: of('recover_seconds'),
  }
}

/** What differs from the rule; null when a field is no number that fits. The database has the last word on limits. */
export function changedRule(rule: AlertRule, texts: RuleTexts): RuleChange | null {
  const change: RuleChange = {}
  for (const key of keys) {
    const value = valueOf(key, texts[key])
    if (value === null) return null
    const stored = round(value * factor(rule, key))
    if (stored !== rule[key]) change[key] = stored
  }
  return change
}

/** Why a field is not taken; null when it is. */
export function refuseValue(key: Key, text: string): string | null {
  if (valueOf(key, text) !== null) return null
  return isLimit(key) ? 'A number, 0 or more.' : 'A whole number, 0 or more.'
}

function valueOf(key: Key, text: string): number | null {
  const value = readNumber(text)
  if (value === null || value < 0) return null
  return isLimit(key) || Number.isInteger(value) ? value : null
}

function isLimit(key: Key): boolean {
  return key === 'threshold' || key === 'recover_below'
}

function factor(rule: AlertRule, key: Key): number {
  return rule.unit === 'share' && isLimit(key) ? 0.01 : 1
}

function round(value: number): number {
  return Number(value.toFixed(6))
}
