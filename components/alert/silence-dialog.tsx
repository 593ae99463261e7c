'use client'

import { useState } from 'react'
import { ReasonForm } from '@/components/rollout/reason-form'
import { Dialog } from '@/components/ui/dialog'
import { Segments } from '@/components/ui/segments'
import type { IncidentDetail } from '@/lib/alerts/alert'
import type { ActionResult } from '@/lib/auth/action-result'

export type SilenceIt = (input: { id: number; minutes: number; reason: string }) => Promise<ActionResult<null>>

const spans = [
  { value: '30', label: '30 min' },
  { value: '60', label: '1 h' },
  { value: '240', label: '4 h' },
  { value: '720', label: '12 h' },
] as const
type Span = (typeof spans)[number]['value']

type Props = { open: boolean; incident: IncidentDetail; silence: SilenceIt; onClose: () => void; onDone: () => void }

/** No messages for a while, and why. */
export function SilenceDialog({ open, incident, silence, onClose, onDone }: Props) {
  const [span, setSpan] = useState<Span>('60')
  const words = spans.find(({ value }) => value === span)?.label ?? ''
  const done = () => {
    onDone()
    onClose()
  }
  return (
    <Dialog open={open} onOpenChange={onClose} title={`Silence “${incident.label}”?`}>
      <ReasonForm
        key={String(open)}
        label={`Silence for ${words}`}
        keep="Keep messages"
        act={(reason) => silence({ id: incident.id, minutes: Number(span), reason })}
        onDone={done}
        onCancel={onClose}
      >
        <p>No messages go out. The incident stays on this page and keeps counting; the silence ends when it resolves.</p>
        <Segments label="For how long" value={span} options={spans} onChange={setSpan} />
      </ReasonForm>
    </Dialog>
  )
}
