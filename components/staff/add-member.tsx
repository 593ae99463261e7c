'use client'

import { useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/input'
import { ReasonField } from '@/components/ui/reason-field'
import type { ActionResult } from '@/lib/auth/action-result'
import type { StaffRole } from '@/lib/auth/roles'
import type { Account } from '@/lib/staff/member'
import { DialogFoot } from './dialog-foot'
import { RoleChoice } from './role-choice'
import { useChange } from './use-change'

type Add = { userId: string; role: StaffRole; displayName: string | null; expectedRole: StaffRole | null; reason: string }
type Props = {
  open: boolean
  onClose: () => void
  find: (input: { userId: string }) => Promise<ActionResult<Account>>
  add: (input: Add) => Promise<ActionResult<null>>
  onAdded: () => void
}

/** Adds somebody in two steps: the id, then the person it belongs to with the role. */
export function AddMember({ open, onClose, find, add, onAdded }: Props) {
  const [account, setAccount] = useState<Account | null>(null)
  const close = () => {
    setAccount(null)
    onClose()
  }
  const added = () => {
    onAdded()
    close()
  }
  return (
    <Dialog open={open} onOpenChange={close} title={account ? `Add ${account.email ?? account.user_id}` : 'Add somebody'}>
      {account ? <RoleStep account={account} add={add} onAdded={added} onBack={() => setAccount(null)} /> : <IdStep find={find} onFound={setAccount} onCancel={close} />}
    </Dialog>
  )
}

function IdStep({ find, onFound, onCancel }: { find: Props['find']; onFound: (account: Account) => void; onCancel: () => void }) {
  const [userId, setUserId] = useState('')
  const change = useChange()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (change.busy) return
    const found = await change.run(() => find({ userId: userId.trim() }))
    if (found) onFound(found.value)
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-4 flex flex-col gap-4">
      <Field
        label="User id"
        value={userId}
        onChange={(event) => setUserId(event.target.value)}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        mono
        refusal={userId.trim() === '' ? 'Paste the id of the account.' : null}
        hint="In Supabase under Authentication, Users. Never by e-mail: customers sign up with addresses too."
      />
      <DialogFoot error={change.error}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" kind="primary" off={change.busy}>
          {change.busy ? 'Looking up' : 'Look up'}
        </Button>
      </DialogFoot>
    </form>
  )
}

type RoleStepProps = { account: Account; add: Props['add']; onAdded: () => void; onBack: () => void }

function RoleStep({ account, add, onAdded, onBack }: RoleStepProps) {
  const [role, setRole] = useState<StaffRole>('viewer')
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const change = useChange()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (change.busy) return
    if (await change.run(() => add({ userId: account.user_id, role, displayName: name.trim() || null, expectedRole: null, reason }))) onAdded()
  }
  if (account.role) {
    return (
      <div className="mt-4 flex flex-col gap-4">
        <p>This person is {account.role} already. Change the role in the list.</p>
        <DialogFoot error={null}>
          <Button onClick={onBack}>Another id</Button>
        </DialogFoot>
      </div>
    )
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-4 flex flex-col gap-4">
      <Field label="Name, as colleagues see it" value={name} maxLength={80} autoFocus autoComplete="off" onChange={(event) => setName(event.target.value)} />
      <RoleChoice role={role} onChange={setRole} />
      <ReasonField value={reason} onChange={setReason} />
      <DialogFoot error={change.error}>
        <Button onClick={onBack}>Another id</Button>
        <Button type="submit" kind="primary" off={change.busy}>
          {change.busy ? 'Adding' : `Add as ${role}`}
        </Button>
      </DialogFoot>
    </form>
  )
}
