'use client'

import Link from 'next/link'
import { FlexRender } from '@tanstack/react-table'
import { useMemo } from 'react'
import { createAppColumnHelper, useAppTable } from '@/components/data-table/app-table'
import { DataTable } from '@/components/data-table/data-table'
import { Moment, Relative } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { auditLabel } from '@/lib/sentences/audit-words'
import { nameOf, type Member } from '@/lib/staff/member'
import { sayWhoWithin } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'
import { roleLabels } from './role-labels'

type Props = { members: Member[]; self: string; /** Null for those who may not. */ onChange: ((member: Member) => void) | null }

const helper = createAppColumnHelper<Member>()

/** The staff, admins first. */
export function MemberTable({ members, self, onChange }: Props) {
  const columns = useMemo(() => columnDefs(self, onChange), [self, onChange])
  const table = useAppTable({ columns, data: members, getRowId: (member) => member.user_id })
  return (
    <DataTable
      table={table}
      label="Staff"
      layout={layout}
      narrow="max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-0.5"
      renderHeader={(header) => <FlexRender header={header} />}
      renderCell={(cell) => <FlexRender cell={cell} />}
    />
  )
}

function columnDefs(self: string, onChange: Props['onChange']) {
  return helper.columns([
    helper.display({ id: 'name', header: 'Name', cell: ({ row }) => <NameCell member={row.original} self={self} /> }),
    helper.display({ id: 'role', header: 'Role', cell: ({ row }) => roleLabels[row.original.role] }),
    helper.display({ id: 'email', header: 'E-mail', cell: ({ row }) => <EmailCell email={row.original.email} /> }),
    helper.display({ id: 'id', header: 'User id', cell: ({ row }) => <IdCell id={row.original.user_id} /> }),
    helper.display({ id: 'since', header: 'Since', cell: ({ row }) => <SinceCell member={row.original} /> }),
    helper.display({ id: 'last', header: 'Last action', cell: ({ row }) => <LastCell member={row.original} /> }),
    helper.display({
      id: 'change',
      header: () => <span className="sr-only">Change</span>,
      cell: ({ row }) =>
        onChange ? (
          <Button size="sm" kind="quiet" className="max-sm:-mr-2" aria-label={`Change ${nameOf(row.original)}…`} onClick={() => onChange(row.original)}>
            Change…
          </Button>
        ) : null,
    }),
  ])
}

const layout = {
  name: 'w-44 max-sm:order-1 max-sm:w-auto',
  role: 'w-24 max-sm:order-2 max-sm:w-auto max-sm:text-right',
  email: 'max-sm:order-3 max-sm:w-auto',
  id: 'w-73 max-[87rem]:hidden',
  since: 'w-44 max-xl:hidden',
  last: 'w-56 max-lg:w-40 max-md:hidden',
  change: 'w-24 text-right max-sm:order-4 max-sm:w-auto',
}

function NameCell({ member, self }: { member: Member; self: string }) {
  return (
    <span className="block truncate font-medium">
      {nameOf(member)}
      {member.user_id === self ? <span className="font-normal text-ink-3"> You</span> : null}
    </span>
  )
}

function EmailCell({ email }: { email: string | null }) {
  return email ? <span className="block truncate text-ink-2">{email}</span> : <span className="text-ink-3">None</span>
}

function IdCell({ id }: { id: string }) {
  return (
    <span className="flex items-center gap-1">
      <span title={id} className="truncate font-mono text-sm">
        {id}
      </span>
      <CopyButton value={id} label="user id" />
    </span>
  )
}

function SinceCell({ member }: { member: Member }) {
  const self = useSelf()
  return (
    <span className="block truncate text-ink-2">
      <Moment at={member.since} />
      {member.added_by ? ` by ${sayWhoWithin({ id: member.added_by_id, name: member.added_by }, self)}` : ''}
    </span>
  )
}

function LastCell({ member }: { member: Member }) {
  if (!member.last_action_at || !member.last_action) return <span className="text-ink-3">None</span>
  return (
    <Link href={`/audit?staff=${member.user_id}`} className="block text-accent-ink hover:underline lg:truncate">
      {auditLabel(member.last_action)} <Relative at={member.last_action_at} />
    </Link>
  )
}
