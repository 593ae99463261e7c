'use client'

import { useState } from 'react'
import { StatusIcon } from '@/components/status/status-icon'
import { Relative } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { isAtLeast, type StaffRole } from '@/lib/auth/roles'
import { useLiveRollout, useRolloutStatus } from '@/lib/queries/rollout/use-rollout-status'
import type { RolloutStatus } from '@/lib/rollout/status'
import { sayWho } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'
import { StartDialog, type Start } from './start-dialog'

/** Says on every page that provisioning stands still, who stopped it and why. */
export function StoppedBanner({ role, start }: { role: StaffRole; start: Start }) {
  useLiveRollout()
  const { data: status } = useRolloutStatus()
  const [open, setOpen] = useState(false)
  const isStopped = status !== undefined && status.stopped !== 'nothing'
  return (
    <>
      {isStopped ? (
        <Notice
          tone="caution"
          icon={<StatusIcon shape="ring-bars" />}
          title={status.stopped === 'everything' ? 'Provisioning is stopped' : 'New customers are stopped'}
          action={isAtLeast(role, 'admin') ? <Button onClick={() => setOpen(true)}>Start again…</Button> : null}
          className="rounded-none border-x-0 border-t-0 px-6 max-sm:px-4"
        >
          <Why status={status} />
        </Notice>
      ) : null}
      <StartDialog open={open} onOpenChange={setOpen} version={status?.version ?? 0} start={start} />
    </>
  )
}

function Why({ status }: { status: RolloutStatus }) {
  const { stop } = status
  const self = useSelf()
  const consequence =
    status.stopped === 'everything' ? 'Live numbers keep answering; runs wait.' : 'The old system serves them; customers with a number are looked after.'
  if (!stop || stop.new_value['stopped'] === 'nothing') return `${status.pause_reason ?? ''} ${consequence}`
  return (
    <>
      {sayWho({ id: stop.changed_by, name: stop.changed_name }, self)}, <Relative at={stop.created_at} />: {stop.reason}. {consequence}
    </>
  )
}
