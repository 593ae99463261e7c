'use client'

import { useEffect, useRef, useState } from 'react'
import { Moment } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import { tellRefusal } from '@/components/ui/tell-refusal'
import type { ActionResult } from '@/lib/auth/action-result'
import { isAtLeast, type Staff } from '@/lib/auth/roles'
import type { Note } from '@/lib/customers/customer'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'
import { sayWho } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'
import { NoteForm } from './note-form'

type Answer = Promise<ActionResult<null>>
export type NoteActions = {
  add: (input: { userId: string; body: string; idempotencyKey: string }) => Answer
  edit: (input: { noteId: number; body: string }) => Answer
  remove: (input: { noteId: number }) => Answer
}

type Props = { userId: string; notes: readonly Note[]; staff: Staff; actions: NoteActions; onChanged: () => void }

/** What staff wrote down about this customer; never shown to them. */
export function CustomerNotes({ userId, notes, staff, actions, onChanged }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  // One key for these words until they are saved: pressing again after a lost answer then finds the same note, other words are another.
  const press = useRef<{ body: string; key: string } | null>(null)
  const mayWrite = isAtLeast(staff.role, 'operator')
  useShortcuts('This page', mayWrite ? [{ keys: 'n', label: 'Write a note', run: () => field.current?.focus() }] : [])
  const settle = async (answer: Answer, not: string): Promise<boolean> => {
    const result = await answer.catch((): ActionResult<null> => ({ ok: false, error: { code: 'unavailable', message: 'No answer came. Press again: nothing is saved twice.' } }))
    if (!result.ok) tellRefusal(not, result.error)
    onChanged()
    return result.ok
  }
  const add = async (body: string) => {
    if (press.current?.body !== body) press.current = { body, key: crypto.randomUUID() }
    const saved = await settle(actions.add({ userId, body, idempotencyKey: press.current.key }), 'Note not saved')
    if (saved) press.current = null
    return saved
  }
  return (
    <section aria-labelledby="notes" className="border-t border-line py-5">
      <h2 ref={heading} id="notes" tabIndex={-1} className="mb-2 font-semibold">
        Notes <span className="font-normal text-ink-2">{notes.length === 0 ? '' : notes.length}</span>
      </h2>
      {notes.length === 0 ? <p className="mb-3 text-ink-3">None</p> : null}
      <ul className="mb-3 flex flex-col gap-3">
        {notes.map((note) => (
          <OneNote
            key={note.id}
            note={note}
            mayChange={mayWrite && note.staffId === staff.id}
            mayRemove={mayWrite && (note.staffId === staff.id || staff.role === 'admin')}
            onEdit={(body) => settle(actions.edit({ noteId: note.id, body }), 'Note not changed')}
            onRemove={async () => {
              const removed = await settle(actions.remove({ noteId: note.id }), 'Note not removed')
              // Its buttons go with it.
              if (removed) heading.current?.focus()
              return removed
            }}
          />
        ))}
      </ul>
      {mayWrite ? <NoteForm label="Add a note" placeholder="Add a note. Staff only." submit="Add note" fieldRef={field} onSubmit={add} /> : null}
    </section>
  )
}

type OneProps = { note: Note; mayChange: boolean; mayRemove: boolean; onEdit: (body: string) => Promise<boolean>; onRemove: () => Promise<boolean> }

function OneNote({ note, mayChange, mayRemove, onEdit, onRemove }: OneProps) {
  const self = useSelf()
  const [editing, setEditing] = useState(false)
  const [removing, setRemoving] = useState(false)
  const change = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  // The form goes, the button comes back: so does the focus.
  useEffect(() => {
    if (wasEditing.current && !editing) change.current?.focus()
    wasEditing.current = editing
  }, [editing])
  const stop = () => setEditing(false)
  const remove = async () => {
    setRemoving(true)
    if (!(await onRemove())) setRemoving(false)
  }
  if (editing) {
    return (
      <li>
        <NoteForm
          label="Change the note"
          start={note.body}
          submit="Save note"
          autoFocus
          onCancel={stop}
          onSubmit={async (body) => {
            const saved = await onEdit(body)
            if (saved) stop()
            return saved
          }}
        />
      </li>
    )
  }
  return (
    <li>
      <p className="break-words whitespace-pre-line">{note.body}</p>
      <div className="flex min-h-6 items-center gap-1 text-sm text-ink-3">
        <span>
          {sayWho({ id: note.staffId, name: note.staffName }, self)}, <Moment at={note.createdAt} />
          {note.editedAt ? ', changed' : ''}
        </span>
        <span className="ml-auto flex">
          {mayChange ? (
            <Button ref={change} kind="quiet" size="sm" className="text-ink-2" aria-label={`Change the note “${note.body.slice(0, 40)}”`} onClick={() => setEditing(true)}>
              Change
            </Button>
          ) : null}
          {mayRemove ? (
            <Button kind="quiet" size="sm" className="text-ink-2" off={removing} aria-label={`Remove the note “${note.body.slice(0, 40)}”`} onClick={() => void remove()}>
              {removing ? 'Removing' : 'Remove'}
            </Button>
          ) : null}
        </span>
      </div>
    </li>
  )
}
