'use client'

import { CircleX } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/tooltip'
import { isAtLeast, type StaffRole } from '@/lib/auth/roles'
import { useRolloutStatus } from '@/lib/queries/rollout/use-rollout-status'
import { StartDialog, type Start } from './start-dialog'
import { StopDialog, type Stop } from './stop-dialog'

export type StopActions = { stop: Stop; start: Start }

/** The kill switch, within one click from every page; while everything stands still it starts again. */
export function StopButton({ role, actions }: { role: StaffRole; actions: StopActions }) {
  const { data: status } = useRolloutStatus()
  const [open, setOpen] = useState<'stop' | 'start' | null>(null)
  const mayPress = isAtLeast(role, 'admin')
  const stopped = status?.stopped ?? 'nothing'
  const starts = stopped === 'everything'
  const word = starts ? 'Start provisioning…' : 'Stop provisioning…'
  const button = (
    <Button
      off={!mayPress}
      icon={<CircleX aria-hidden size={14} strokeWidth={1.5} />}
      aria-label={word}
      onClick={() => setOpen(starts ? 'start' : 'stop')}
      className="max-sm:size-9 max-sm:px-0"
    >
      <span className="max-sm:hidden">{word}</span>
    </Button>
  )
  return (
    <>
      {mayPress ? button : <Tooltip text={`Off: only admins ${starts ? 'start' : 'stop'} provisioning.`} side="bottom">{button}</Tooltip>}
      <StopDialog open={open === 'stop'} onOpenChange={(next) => setOpen(next ? 'stop' : null)} stopped={stopped} stop={actions.stop} />
      <StartDialog open={open === 'start'} onOpenChange={(next) => setOpen(next ? 'start' : null)} version={status?.version ?? 0} start={actions.start} />
    </>
  )
}
