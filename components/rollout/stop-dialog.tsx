'use client'

import { useId, useState, type ReactNode } from 'react'
import { Dialog } from '@/components/ui/dialog'
import type { ActionResult } from '@/lib/auth/action-result'
import { formatCount, plural } from '@/lib/format/count'
import { useStopPreview } from '@/lib/queries/rollout/use-rollout-reads'
import type { StopPreview } from '@/lib/rollout/preview'
import type { Stopped } from '@/lib/rollout/status'
import { ReasonForm } from './reason-form'

export type StopScope = 'new' | 'everything'
export type Stop = (input: { scope: StopScope; reason: string }) => Promise<ActionResult<null>>

type Props = { open: boolean; onOpenChange: (open: boolean) => void; stopped: Stopped; stop: Stop }

/** The kill switch: how much, with what consequence, and why. */
export function StopDialog({ open, onOpenChange, stopped, stop }: Props) {
  const [chosen, setChosen] = useState<StopScope>('everything')
  // Once something is stopped only the larger stop is left, whatever was chosen before a colleague was faster.
  const scope = stopped === 'nothing' ? chosen : 'everything'
  const preview = useStopPreview(open)
  const close = () => onOpenChange(false)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Stop provisioning?">
      <ReasonForm
        key={String(open)}
        danger
        label={scope === 'everything' ? 'Stop everything' : 'Stop new customers'}
        keep="Keep it running"
        act={(reason) => stop({ scope, reason })}
        onDone={close}
        onCancel={close}
      >
        <fieldset className="flex flex-col gap-2">
          <legend className="sr-only">How much is stopped</legend>
          <Scope value="everything" chosen={scope} onChoose={setChosen} title="Everything">
            No number is bought, linked or released until an admin starts it again. {consequence(preview.data)}
          </Scope>
          {stopped === 'nothing' ? (
            <Scope value="new" chosen={scope} onChoose={setChosen} title="New customers only">
              Nobody new gets a number here; the old system serves them. Those who have one are looked after as before.
            </Scope>
          ) : null}
        </fieldset>
      </ReasonForm>
    </Dialog>
  )
}

function consequence(preview: StopPreview | undefined): string {
  if (!preview) return 'Live numbers keep answering.'
  const waiting = preview.waiting_runs + preview.running_runs
  const runs = waiting === 0 ? 'no run waits' : `${formatCount(preview.waiting_runs)} ${plural(preview.waiting_runs, 'run waits', 'runs wait')}`
  const running = preview.running_runs > 0 ? `, ${formatCount(preview.running_runs)} at work will finish` : ''
  return `${formatCount(preview.live_numbers)} live ${plural(preview.live_numbers, 'number keeps', 'numbers keep')} answering; ${runs}${running}.`
}

type ScopeProps = { value: StopScope; chosen: StopScope; onChoose: (scope: StopScope) => void; title: string; children: ReactNode }

function Scope({ value, chosen, onChoose, title, children }: ScopeProps) {
  const id = useId()
  return (
    <div className="relative flex gap-2.5 rounded-md border border-line-strong p-3 has-checked:border-accent-line has-checked:bg-accent-tint">
      <input
        id={id}
        type="radio"
        name="scope"
        value={value}
        checked={chosen === value}
        onChange={() => onChoose(value)}
        aria-describedby={`${id}-more`}
        className="mt-1 self-start accent-accent"
      />
      <div>
        <label htmlFor={id} className="block cursor-pointer font-medium after:absolute after:inset-0">
          {title}
        </label>
        <p id={`${id}-more`} className="text-ink-2">
          {children}
        </p>
      </div>
    </div>
  )
}
