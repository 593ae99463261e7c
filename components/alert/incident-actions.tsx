'use client'

import { useState } from 'react'
import { toast } from 'sonner'
import { StatusIcon } from '@/components/status/status-icon'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { useChange } from '@/components/staff/use-change'
import { takenBy, type IncidentDetail } from '@/lib/alerts/alert'
import type { ActionResult } from '@/lib/auth/action-result'
import { capitalise } from '@/lib/format/words'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'
import { sayOwner } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'
import { SilenceDialog, type SilenceIt } from './silence-dialog'

export type IncidentDeeds = { acknowledge: (input: { id: number }) => Promise<ActionResult<null>>; silence: SilenceIt }
type Props = IncidentDeeds & { incident: IncidentDetail; mayHandle: boolean; onDone: () => void }

/** Take it, or silence it. A resolved incident asks for nothing. */
export function IncidentActions({ incident, mayHandle, acknowledge, silence, onDone }: Props) {
  const self = useSelf()
  const [silencing, setSilencing] = useState(false)
  const { busy, error, run, clear } = useChange()
  const open = incident.state !== 'resolved'
  const taken = incident.acknowledged_at !== null
  const off = !mayHandle || busy
  const take = async () => {
    const done = await run(() => acknowledge({ id: incident.id }))
    onDone()
    if (done) toast.success('It is yours')
  }
  const endSilence = async () => {
    await run(() => silence({ id: incident.id, minutes: 0, reason: '' }))
    onDone()
  }
  useShortcuts('This page', open && !taken ? [{ keys: 'a', label: 'Acknowledge the incident', run: () => void take(), off: mayHandle ? undefined : 'Only operators and admins handle incidents.' }] : [])
  if (!open) return null
  return (
    <div className="border-t border-line px-5 py-3 max-sm:px-4">
      <div className="flex flex-wrap items-center gap-2">
        {taken ? null : (
          <Button kind="primary" size="lg" className="max-sm:h-10 max-sm:w-full" off={off} aria-describedby="incident-note" onClick={() => void take()}>
            {busy ? 'Saving' : 'Acknowledge'} <Kbd>A</Kbd>
          </Button>
        )}
        {incident.silenced_until === null ? (
          <Button size="lg" off={off} aria-describedby="incident-note" onClick={() => setSilencing(true)}>
            Silence…
          </Button>
        ) : (
          <Button size="lg" off={off} aria-describedby="incident-note" onClick={() => void endSilence()}>
            End silence
          </Button>
        )}
        <p id="incident-note" className="ml-auto text-sm text-ink-2 max-sm:ml-0">
          {noteOf(incident, self, mayHandle)}
        </p>
      </div>
      {error ? (
        <p role="alert" className="mt-2 flex gap-1.5 text-danger">
          <StatusIcon shape="disc-cross" className="mt-[3px]" />
          <span>{error}</span>
          <button type="button" onClick={clear} className="ml-2 rounded-sm text-ink-2 underline">
            Close
          </button>
        </p>
      ) : null}
      <SilenceDialog open={silencing} incident={incident} silence={silence} onClose={() => setSilencing(false)} onDone={onDone} />
    </div>
  )
}

function noteOf(incident: IncidentDetail, self: string, mayHandle: boolean): string {
  if (!mayHandle) return 'Off: only operators and admins handle incidents.'
  if (incident.acknowledged_at === null) return 'Acknowledging makes you its owner.'
  return `${capitalise(sayOwner(takenBy(incident), self))}.`
}
