'use client'

import { useId, useState, type RefObject } from 'react'
import { Button } from '@/components/ui/button'

type Props = {
  label: string
  placeholder?: string
  start?: string
  submit: string
  autoFocus?: boolean
  fieldRef?: RefObject<HTMLTextAreaElement | null>
  onSubmit: (body: string) => Promise<boolean>
  onCancel?: () => void
}

/** A note being written. What was typed stays until it is saved. */
export function NoteForm({ label, placeholder, start = '', submit, autoFocus, fieldRef, onSubmit, onCancel }: Props) {
  const id = useId()
  const [body, setBody] = useState(start)
  const [saving, setSaving] = useState(false)
  const empty = body.trim() === ''
  const save = async () => {
    if (empty || saving) return
    setSaving(true)
    const saved = await onSubmit(body.trim())
    setSaving(false)
    if (saved && !onCancel) setBody('')
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <textarea
        ref={fieldRef}
        id={id}
        rows={2}
        maxLength={2000}
        autoFocus={autoFocus}
        placeholder={placeholder}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save()
          if (event.key === 'Escape') (onCancel ?? (() => event.currentTarget.blur()))()
        }}
        className="block field-sizing-content min-h-14 w-full rounded-md border border-line-strong bg-raised px-2.5 py-1.5 max-sm:text-[16px]"
      />
      {empty && !onCancel ? null : (
        <div className="mt-2 flex gap-2">
          <Button type="submit" off={empty || saving}>
            {saving ? 'Saving' : submit}
          </Button>
          {onCancel ? (
            <Button kind="quiet" onClick={onCancel}>
              Keep as it was
            </Button>
          ) : null}
        </div>
      )}
    </form>
  )
}
