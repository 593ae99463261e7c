'use client'

import { useState } from 'react'
import type { ActionError } from '@/lib/auth/action-result'
import { Button } from './button'
import { ConsequenceLines } from './consequence-lines'
import { ReasonField } from './reason-field'
import { Refusal } from './refusal'

type Props = {
  lead: string
  /** What it comes to, as label and words. */
  lines: readonly (readonly [label: string, words: string])[]
  /** The words of the button that leaves everything as it is, and of the one that does it. */
  keep: string
  confirm: string
  kind: 'danger' | 'primary'
  asking: boolean
  failure?: ActionError | null
  onClose: () => void
  onConfirm: (reason: string) => void
}

/** The inside of a dialog that asks before something is done to a number: what it comes to, and why it is done. Nothing happens without a reason. */
export function ConsequenceForm({ lead, lines, keep, confirm, kind, asking, failure = null, onClose, onConfirm }: Props) {
  const [reason, setReason] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!asking) onConfirm(reason.trim())
      }}
    >
      <ConsequenceLines lead={lead} lines={lines} />
      <ReasonField label="Reason" className="mt-4" value={reason} onChange={setReason} />
      {failure ? (
        <div className="mt-3">
          <Refusal error={failure} />
        </div>
      ) : null}
      <div className="mt-4 flex flex-wrap justify-end gap-2 max-sm:flex-col-reverse">
        <Button onClick={onClose} size="lg" className="max-sm:h-10">
          {keep}
        </Button>
        <Button type="submit" kind={kind} size="lg" off={asking} className="max-sm:h-10">
          {asking ? 'Asking' : confirm}
        </Button>
      </div>
    </form>
  )
}
