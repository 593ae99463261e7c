'use client'

import { useId, useState } from 'react'
import { ReasonForm } from '@/components/rollout/reason-form'
import { CheckBox } from '@/components/ui/check-box'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/input'
import type { AlertRule } from '@/lib/alerts/alert'
import { changedRule, refuseValue, ruleFields, writeRule, type RuleChange } from '@/lib/alerts/rule-fields'
import type { ActionResult } from '@/lib/auth/action-result'

export type ChangeIt = (input: { key: string; change: RuleChange & { enabled?: boolean }; expectedAt: string; reason: string }) => Promise<ActionResult<null>>
type Props = { rule: AlertRule | null; change: ChangeIt; onClose: () => void; onDone: () => void }

/** Other limits for a rule, or off. */
export function RuleDialog({ rule, ...rest }: Props) {
  return (
    <Dialog open={rule !== null} onOpenChange={rest.onClose} title={rule ? `Change “${rule.label}”` : 'Change'}>
      {rule ? <Form key={rule.key} rule={rule} {...rest} /> : null}
    </Dialog>
  )
}

function Form({ rule: seen, change, onClose, onDone }: Props & { rule: AlertRule }) {
  // What was on the screen when the dialog opened; a change of somebody else meanwhile is a conflict, not overwritten.
  const [rule] = useState(seen)
  const id = useId()
  const [texts, setTexts] = useState(() => writeRule(rule))
  const [enabled, setEnabled] = useState(rule.enabled)
  const changes = changedRule(rule, texts)
  const same = changes !== null && Object.keys(changes).length === 0 && enabled === rule.enabled
  const done = () => {
    onDone()
    onClose()
  }
  return (
    <ReasonForm
      label="Save rule"
      keep="Leave it"
      startInReason={false}
      off={same ? 'Nothing is changed yet.' : null}
      act={(reason) => change({ key: rule.key, change: { ...changes, ...(enabled !== rule.enabled && { enabled }) }, expectedAt: rule.updated_at, reason })}
      onDone={done}
      onCancel={onClose}
    >
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        {ruleFields(rule).map(({ key, label }) => (
          <Field
            key={key}
            label={label}
            inputMode="decimal"
            value={texts[key]}
            onChange={(event) => setTexts((old) => ({ ...old, [key]: event.target.value }))}
            refusal={refuseValue(key, texts[key])}
          />
        ))}
      </div>
      <div className="flex items-center gap-2">
        <CheckBox id={id} checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />
        <label htmlFor={id}>Judge this rule</label>
      </div>
    </ReasonForm>
  )
}
