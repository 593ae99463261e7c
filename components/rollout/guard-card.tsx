'use client'

import { useState } from 'react'
import { StatusIcon } from '@/components/status/status-icon'
import { StatusChip } from '@/components/status/status'
import { toneText, type Tone } from '@/components/status/tone'
import type { Shape } from '@/components/status/shapes'
import { Moment, Relative } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TableHead } from '@/components/ui/table-head'
import type { ActionResult } from '@/lib/auth/action-result'
import { cn } from '@/lib/cn'
import { describeCondition, describeGuard } from '@/lib/rollout/guard-words'
import type { GuardCondition, RolloutStatus } from '@/lib/rollout/status'
import { guardSign } from './guard-sign'
import { LimitsDialog, type SaveLimits } from './limits-dialog'
import { ReasonForm } from './reason-form'

export type ResumeGuard = (input: { reason: string }) => Promise<ActionResult<null>>

/** What the guard says, on which counts, and the one thing a person can do about it. */
export function GuardCard({ status, mayChange, resume, saveLimits }: { status: RolloutStatus; mayChange: boolean; resume: ResumeGuard; saveLimits: SaveLimits }) {
  const [editing, setEditing] = useState(false)
  const { guard } = status
  const { sentence, meaning } = describeGuard(status)
  const holding = guard.state === 'holding'
  return (
    <section aria-label="Guard" className="mb-5 rounded-lg border border-line-strong bg-raised max-xl:-order-1">
      <div className="p-4 pb-3">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusChip sign={guardSign(status)} />
          <span className="text-sm text-ink-3">
            Since <Moment at={guard.since} />
            {holding ? (
              <>
                , <Relative at={guard.since} />
              </>
            ) : null}
          </span>
          {mayChange ? (
            <Button kind="quiet" size="sm" className="-mr-2 ml-auto" onClick={() => setEditing(true)}>
              Limits…
            </Button>
          ) : null}
        </p>
        <h2 className="mt-3 text-sentence font-semibold text-balance">{sentence}</h2>
        <p className="mt-1 text-ink-2">{meaning}</p>
      </div>
      <Conditions conditions={guard.conditions} checkedAt={guard.checked_at} />
      <LimitsDialog open={editing} onClose={() => setEditing(false)} limits={guard.limits} version={status.version} save={saveLimits} />
      {holding ? <Resume mayChange={mayChange} resume={resume} bp={status.percentage_bp} held={guard.held} /> : null}
    </section>
  )
}

function Conditions({ conditions, checkedAt }: { conditions: GuardCondition[]; checkedAt: string | null }) {
  if (conditions.length === 0) return <p className="border-t border-line px-4 py-3 text-ink-3">Not measured yet: the guard looks twice a minute.</p>
  return (
    <table className="w-full border-t border-line">
      <caption className="sr-only">Conditions of the guard</caption>
      <TableHead columns={[
          { label: <>Condition{checkedAt ? <>, <Moment at={checkedAt} form="clock" /></> : null}</>, className: 'pl-4' },
          { label: 'Now', end: true },
          { label: 'Limit', end: true, className: 'pl-3' },
          { label: 'Verdict', hidden: true, className: 'w-10 pr-4' },
        ]} />
      <tbody>
        {conditions.map((condition) => (
          <ConditionRow key={condition.key} condition={condition} />
        ))}
      </tbody>
    </table>
  )
}

const verdicts: Record<GuardCondition['verdict'], { word: string; tone: Tone; shape: Shape }> = {
  ok: { word: 'Within its limit', tone: 'ok', shape: 'disc-check' },
  breached: { word: 'Over its limit', tone: 'danger', shape: 'disc-cross' },
  not_enough_data: { word: 'Not enough data', tone: 'idle', shape: 'ring-dots' },
}

function ConditionRow({ condition }: { condition: GuardCondition }) {
  const words = describeCondition(condition)
  const verdict = verdicts[condition.verdict]
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-1.5 pl-4 text-left font-normal">
        {words.label}
        <span className="block text-sm text-ink-3">{words.ground}</span>
      </th>
      <td className={cn('text-right', condition.verdict === 'breached' && 'font-medium text-danger')}>{words.now}</td>
      <td className="pl-3 text-right text-ink-2">{words.limit}</td>
      <td className="w-10 pr-4 text-right">
        <StatusIcon shape={verdict.shape} className={cn('inline', toneText[verdict.tone])} />
        <span className="sr-only">{verdict.word}</span>
      </td>
    </tr>
  )
}

function Resume({ mayChange, resume, bp, held }: { mayChange: boolean; resume: ResumeGuard; bp: number; held: number }) {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <div className="border-t border-line p-4">
      <Button kind="primary" size="lg" off={!mayChange} onClick={() => setOpen(true)} aria-describedby="resume-note">
        Resume rollout…
      </Button>
      {mayChange ? null : (
        <p id="resume-note" className="mt-2 text-sm text-ink-2">
          Off: only admins resume the rollout.
        </p>
      )}
      <Dialog open={open} onOpenChange={setOpen} title="Resume the rollout?">
        <p className="mt-2 text-ink-2">
          New customers enter again at {bp / 100}%; {held === 0 ? 'nobody waits' : `the ${held} who wait go first, at a limited rate`}. Only evidence from now on
          counts, so the guard may hold again.
        </p>
        <ReasonForm key={String(open)} label="Resume rollout" keep="Keep holding" act={(reason) => resume({ reason })} onDone={close} onCancel={close} />
      </Dialog>
    </div>
  )
}
