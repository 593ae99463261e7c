'use client'

import { useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/input'
import { ReasonField } from '@/components/ui/reason-field'
import type { ActionResult } from '@/lib/auth/action-result'
import type { StaffRole } from '@/lib/auth/roles'
import { nameOf, type Member } from '@/lib/staff/member'
import { DialogFoot } from './dialog-foot'
import { RoleChoice } from './role-choice'
import { useChange } from './use-change'

type Change = { userId: string; role: StaffRole; displayName: string | null; expectedRole: StaffRole | null; reason: string }
type Props = {
  member: Member | null
  self: string
  onClose: () => void
  change: (input: Change) => Promise<ActionResult<null>>
  remove: (input: { userId: string; expectedRole: StaffRole; reason: string }) => Promise<ActionResult<null>>
  onDone: () => void
}

/** Another role, another name, or off the staff; the database keeps the last admin. */
export function ChangeMember({ member, ...rest }: Props) {
  return (
    <Dialog open={member !== null} onOpenChange={rest.onClose} title={member ? `Change ${nameOf(member)}` : 'Change'}>
      {member ? <Form key={member.user_id} member={member} {...rest} /> : null}
    </Dialog>
  )
}

function Form({ member, self, onClose, change, remove, onDone }: Props & { member: Member }) {
  const [role, setRole] = useState(member.role)
  const [name, setName] = useState(member.display_name ?? '')
  const [reason, setReason] = useState('')
  const { busy, error, run } = useChange()
  const same = role === member.role && name.trim() === (member.display_name ?? '')

  const finish = async (act: () => Promise<ActionResult<null>>) => {
    const done = await run(act)
    onDone()
    if (done) onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (same || busy) return
    void finish(() => change({ userId: member.user_id, role, displayName: name.trim() || null, expectedRole: member.role, reason }))
  }
  return (
    <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
      <Field label="Name, as colleagues see it" value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      <RoleChoice role={role} onChange={setRole} />
      <ReasonField value={reason} onChange={setReason} hint={member.user_id === self ? 'This is you: with another role this page changes at once.' : undefined} />
      <DialogFoot error={error}>
        <Button
          kind="quiet"
          className="mr-auto text-danger"
          off={busy}
          onClick={(event) => {
            if (event.currentTarget.form?.checkValidity()) void finish(() => remove({ userId: member.user_id, expectedRole: member.role, reason }))
          }}
        >
          Remove from staff
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" off={busy || same} title={same ? 'Off: nothing is changed yet.' : undefined}>
          {busy ? 'Saving' : 'Save'}
        </Button>
      </DialogFoot>
    </form>
  )
}
