'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format/count'
import { useStopPreview } from '@/lib/queries/rollout/use-rollout-reads'
import type { Stopped } from '@/lib/rollout/status'
import { StartDialog } from './start-dialog'
import type { StopActions } from './stop-button'
import { StopDialog } from './stop-dialog'

type Props = { stopped: Stopped; version: number; mayChange: boolean; actions: StopActions }

/** The kill switch once more, with its consequence in words. */
export function StopSection({ stopped, version, mayChange, actions }: Props) {
  const [open, setOpen] = useState(false)
  // Stop and Start are two questions: when a colleague is faster, the one that is asked goes away and does not become the other.
  const [asked, setAsked] = useState(stopped)
  if (asked !== stopped) {
    setAsked(stopped)
    setOpen(false)
  }
  const preview = useStopPreview(true)
  const counts = preview.data
  return (
    <section aria-label="Stop provisioning" className="border-t border-line py-5">
      <div className="flex items-center justify-between gap-3">
        <h2 className="font-semibold">{stopped === 'nothing' ? 'Stop provisioning' : 'Start again'}</h2>
        <Button size="sm" off={!mayChange} onClick={() => setOpen(true)} >
          {stopped === 'nothing' ? <span className={mayChange ? 'text-danger' : undefined}>Stop…</span> : 'Start…'}
        </Button>
      </div>
      <p className="mt-1 text-ink-2">
        {stopped === 'nothing' ? 'No number is bought, linked or released until an admin starts it again. ' : 'What waits goes on at a limited rate. '}
        {counts ? `${formatCount(counts.live_numbers)} live numbers keep answering; ${formatCount(counts.waiting_runs)} runs wait.` : null}
        {mayChange ? null : ' Off: only admins stop and start provisioning.'}
      </p>
      {stopped === 'nothing' ? (
        <StopDialog open={open} onOpenChange={setOpen} stopped={stopped} stop={actions.stop} />
      ) : (
        <StartDialog open={open} onOpenChange={setOpen} version={version} start={actions.start} />
      )}
    </section>
  )
}
