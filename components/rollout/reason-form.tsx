'use client'

import { useState, type FormEvent, type ReactNode } from 'react'
import { StatusIcon } from '@/components/status/status-icon'
import { Button } from '@/components/ui/button'
import { ReasonField } from '@/components/ui/reason-field'
import type { ActionResult } from '@/lib/auth/action-result'
import { useSave } from './use-save'

type Props = {
  /** The act, as the button says it; its opposite says what is kept. */
  label: string
  keep: string
  danger?: boolean
  /** Why it cannot be done now; the button is off meanwhile. */
  off?: string | null
  /** False where a field above is what one came for. */
  startInReason?: boolean
  act: (reason: string) => Promise<ActionResult<unknown>>
  onDone: () => void
  onCancel: () => void
  children?: ReactNode
}

/** The lower half of a dialog: the reason, what went wrong, the two buttons. */
export function ReasonForm({ label, keep, danger = false, off = null, startInReason = true, act, onDone, onCancel, children }: Props) {
  const [reason, setReason] = useState('')
  const { save, saving, error } = useSave()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (saving || off) return
    if (await save(() => act(reason.trim()))) onDone()
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-4 flex flex-col gap-4">
      {children}
      <ReasonField label="Reason, shown in the history" keptIn="the history" autoFocus={startInReason} value={reason} onChange={setReason} />
      {error ? (
        <p role="alert" className="flex gap-1.5 text-danger">
          <StatusIcon shape="disc-cross" className="mt-[3px]" />
          {error.message}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {off ? <p className="mr-auto text-sm text-ink-2">{off}</p> : null}
        <Button onClick={onCancel} className="max-sm:h-10">{keep}</Button>
        <Button type="submit" kind={danger ? 'danger' : 'primary'} className="max-sm:h-10" off={saving || off !== null}>
          {saving ? 'Saving' : label}
        </Button>
      </div>
    </form>
  )
}
