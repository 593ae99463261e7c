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
    const text = texts[key].trim().replace(',', '.')
    const value = Number(text)
    if (text === '' || !Number.isFinite(value) || value < 0) return null
    if (key !== 'threshold' && key !== 'recover_below' && !Number.isInteger(value)) return null
    const stored = round(value * factor(rule, key))
    if (stored !== rule[key]) change[key] = stored
  }
  return change
}

function factor(rule: AlertRule, key: Key): number {
  return rule.unit === 'share' && (key === 'threshold' || key === 'recover_below') ? 0.01 : 1
}

function round(value: number): number {
  return Number(value.toFixed(6))
}
