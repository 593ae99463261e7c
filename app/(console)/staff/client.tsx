'use client'

import { useState } from 'react'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { StaleNotice } from '@/components/shell/stale-notice'
import { Failure } from '@/components/shell/failure'
import { AddMember } from '@/components/staff/add-member'
import { ChangeMember } from '@/components/staff/change-member'
import { MemberTable } from '@/components/staff/member-table'
import { RoleLegend } from '@/components/staff/role-legend'
import { Button } from '@/components/ui/button'
import { isAtLeast, type Staff } from '@/lib/auth/roles'
import { useLiveMembers } from '@/lib/queries/staff/use-live-members'
import type { Member } from '@/lib/staff/member'
import { findAccount, removeMember, setMember } from './actions'

/** The staff: who may do what, and for admins the means to change it. */
export function StaffClient({ self }: { self: Staff }) {
  const { members, refetch } = useLiveMembers()
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<Member | null>(null)
  const mayChange = isAtLeast(self.role, 'admin')
  return (
    <div className="grid h-full grid-rows-[auto_auto_minmax(0,1fr)]">
      <div className="flex h-11 items-center gap-3 border-b border-line px-6 max-sm:px-4">
        <h1 className="text-md font-semibold max-sm:text-lg">Staff</h1>
        <span className="text-ink-3">{members.data?.length}</span>
        <div className="ml-auto flex items-center gap-3">
          {mayChange ? null : (
            <span id="staff-note" className="text-ink-2 max-sm:hidden">
              Off: only admins change the staff.
            </span>
          )}
          <Button off={!mayChange} aria-describedby={mayChange ? undefined : 'staff-note'} onClick={() => setAdding(true)}>
            Add somebody…
          </Button>
        </div>
      </div>
      <StaleNotice onReload={refetch} />
      <div className="overflow-y-auto">
        {members.isPending ? <TableSkeleton rows={4} /> : null}
        {members.isError && !members.data ? <Failure title="The staff could not be read" onRetry={refetch} /> : null}
        {members.data ? <MemberTable members={members.data} self={self.id} onChange={mayChange ? setChanging : null} /> : null}
        <RoleLegend />
      </div>
      <AddMember open={adding} onClose={() => setAdding(false)} find={findAccount} add={setMember} onAdded={refetch} />
      <ChangeMember member={changing} self={self.id} onClose={() => setChanging(null)} change={setMember} remove={removeMember} onDone={refetch} />
    </div>
  )
}
