'use client'

import { StatusIcon } from '@/components/status/status-icon'
import { toneText } from '@/components/status/tone'
import { alertSigns, type Sign } from '@/components/status/vocabulary'
import { TableHead, type HeadColumn } from '@/components/ui/table-head'
import type { AlertRule, Incident } from '@/lib/alerts/alert'
import { formatAlertValue, formatRuleValue, isYesNo, readingWords, ruleWords, shownState } from '@/lib/alerts/words'

type Props = { rules: readonly AlertRule[]; open: readonly Incident[]; onChange: ((rule: AlertRule) => void) | null }

const quiet: Sign = { word: 'OK', tone: 'ok', shape: 'disc-check' }
const few: Sign = { word: 'not enough data', tone: 'idle', shape: 'ring-dots' }
const off: Sign = { word: 'off', tone: 'idle', shape: 'ring-slash' }

const columns: readonly HeadColumn[] = [{ label: 'Rule' }, { label: 'Now', end: true }, { label: 'Limit', end: true }]

/** Every rule with its limit and how it stands. */
export function RulesTable({ rules, open, onChange }: Props) {
  return (
    <section aria-labelledby="rules">
      <h2 id="rules" className="font-semibold">
        Rules <span className="ml-1 text-sm font-normal text-ink-3">{rules.length}, {onChange ? 'choose one to change it' : 'changed by admins'}</span>
      </h2>
      <table className="mt-2 w-full">
        <TableHead columns={columns} />
        <tbody>
          {rules.map((rule) => (
            <RuleRow key={rule.key} rule={rule} incident={open.find((incident) => incident.rule === rule.key)} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function RuleRow({ rule, incident, onChange }: { rule: AlertRule; incident: Incident | undefined; onChange: Props['onChange'] }) {
  const sign = !rule.enabled ? off : incident ? alertSigns[shownState(incident)] : rule.reading?.verdict === 'not_enough_data' ? few : quiet
  const value = incident ? incident.value : (rule.reading?.value ?? null)
  const ground = rule.enabled ? readingWords(rule) : null
  const firing = incident !== undefined && shownState(incident) === 'firing'
  return (
    <tr className="border-b border-line">
      <th scope="row" className="py-1.5 text-left font-normal">
        <span className="grid grid-cols-[22px_minmax(0,1fr)] items-start">
          <StatusIcon shape={sign.shape} className={`mt-[3px] ${toneText[sign.tone]}`} />
          <span>
            {onChange ? (
              <button type="button" aria-label={`Change ${rule.label}…`} onClick={() => onChange(rule)} className="relative rounded-sm text-left after:absolute after:-inset-y-0.5 after:inset-x-0 hover:underline">
                {rule.label}
              </button>
            ) : (
              rule.label
            )}{' '}
            <span className="text-sm text-ink-3">{sign.word === 'OK' ? sign.word : sign.word.toLowerCase()}</span>
            <span className="block text-sm text-ink-2">{ruleWords(rule)}</span>
          </span>
        </span>
      </th>
      <td className={`py-1.5 pl-2 text-right align-top whitespace-nowrap ${firing ? 'text-danger' : ''}`}>
        {value === null ? <span className="text-ink-3">–</span> : formatRuleValue(rule.key, rule.unit, value)}
        {ground === null ? null : <span className="block text-sm text-ink-3">{ground}</span>}
      </td>
      <td className="py-1.5 pl-4 text-right align-top whitespace-nowrap text-ink-2">{isYesNo(rule.key) ? <span className="text-ink-3">–</span> : formatAlertValue(rule.unit, rule.threshold)}</td>
    </tr>
  )
}
