'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/input'
import type { ActionResult } from '@/lib/auth/action-result'
import { changedLimits, limitFields, readLimits, refuseLimit, writeLimits, type LimitTexts } from '@/lib/rollout/limit-fields'
import type { RolloutLimits } from '@/lib/rollout/status'
import { ReasonForm } from './reason-form'

export type SaveLimits = (input: { limits: Partial<RolloutLimits>; version: number; reason: string }) => Promise<ActionResult<null>>
type Props = { open: boolean; onClose: () => void; limits: RolloutLimits; version: number; save: SaveLimits }

/** What the guard tolerates, and how many enter in a minute. */
export function LimitsDialog({ open, onClose, limits, version, save }: Props) {
  return (
    <Dialog open={open} onOpenChange={onClose} title="Limits of the guard">
      <LimitsForm key={String(open)} limits={limits} version={version} save={save} onClose={onClose} />
    </Dialog>
  )
}

function LimitsForm({ limits, version: seen, save, onClose }: Omit<Props, 'open'>) {
  // What was on the screen when the dialog opened; a change of somebody else meanwhile is a conflict, not overwritten.
  const [start] = useState({ limits, version: seen })
  const [texts, setTexts] = useState<LimitTexts>(() => writeLimits(limits))
  const read = readLimits(texts)
  const changes = read && changedLimits(start.limits, read)
  const off = changes && Object.keys(changes).length === 0 ? 'Nothing is changed yet.' : null
  return (
    <ReasonForm
      label="Save limits"
      keep="Leave them"
      startInReason={false}
      off={off}
      act={(reason) => save({ limits: changes ?? {}, version: start.version, reason })}
      onDone={onClose}
      onCancel={onClose}
    >
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        {limitFields.map((field) => (
          <Field
            key={field.key}
            label={field.label}
            inputMode="decimal"
            value={texts[field.key]}
            onChange={(event) => setTexts((old) => ({ ...old, [field.key]: event.target.value }))}
            refusal={refuseLimit(field, texts[field.key])}
          />
        ))}
      </div>
    </ReasonForm>
  )
}
