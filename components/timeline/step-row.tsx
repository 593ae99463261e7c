'use client'

import { StatusIcon } from '@/components/status/status-icon'
import { toneText } from '@/components/status/tone'
import { stepSigns } from '@/components/status/vocabulary'
import { cn } from '@/lib/cn'
import { formatDuration } from '@/lib/format/duration'
import type { StepName, StepOutcome } from '@domain/states.ts'
import type { Running, TimelineStep } from '@/lib/runs/timeline'
import { stepRemark, stepTitle } from '@/lib/sentences/steps'
import { providerLabels } from '@/lib/sentences/words'
import { BudgetLine, rowGrid, Track, WorkBar } from './waterfall'

const bars: Record<StepOutcome, string> = {
  ok: 'bg-work',
  failed: 'bg-danger-mark',
  unknown: 'bg-caution-mark',
  skipped: 'bg-idle-mark',
}

type Scaled = { scaleMs: number; ticks: readonly number[] }

/** A step that was tried. */
export function StepRow({ placed, scaleMs, ticks, fresh }: { placed: TimelineStep; fresh: boolean } & Scaled) {
  const { step } = placed
  const sign = stepSigns[step.outcome]
  const remark = stepRemark(step)
  return (
    <li className={cn(rowGrid, fresh && 'animate-settle')}>
      <StatusIcon shape={sign.shape} className={toneText[sign.tone]} />
      <span className="min-w-0 py-1 break-words">
        <span className="sr-only">{sign.word}: </span>
        {stepTitle(step.step, step.detail)} {remark ? <span className="text-ink-3">{remark}</span> : null}
      </span>
      <span className={cn('text-right font-mono text-sm whitespace-nowrap', toneText[sign.tone])}>{step.outcome === 'ok' ? '' : (step.errorCode ?? step.httpStatus)}</span>
      <span className="text-ink-2 max-md:hidden">{providerLabels[step.provider]}</span>
      <Track ticks={ticks}>
        <WorkBar bar={placed} scaleMs={scaleMs} className={bars[step.outcome]} />
      </Track>
      <span className="text-right text-ink-2">{formatDuration(step.durationMs)}</span>
    </li>
  )
}

/** The step at work: tinted, with what its budget leaves dotted. */
export function RunningRow({ running, e164, scaleMs, ticks }: { running: Running; e164: string | null } & Scaled) {
  return (
    <li className={cn(rowGrid, '-mx-2 rounded-sm bg-progress-tint px-2')}>
      <StatusIcon shape="turning" className="text-progress" />
      <span className="col-span-3 min-w-0 py-1 break-words max-md:col-span-2">
        <span className="sr-only">Running: </span>
        {stepTitle(running.name, { e164_number: e164 })}
      </span>
      <Track ticks={ticks}>
        <WorkBar bar={running} scaleMs={scaleMs} className="bg-progress-mark" />
        {running.budgetMs === null ? null : <BudgetLine bar={running} budgetMs={running.budgetMs} scaleMs={scaleMs} />}
      </Track>
      <span className="text-right font-medium text-progress">{formatDuration(running.durationMs)}</span>
    </li>
  )
}

/** A step that is still to come, when all goes well. */
export function ComingRow({ name, ticks }: { name: StepName; ticks: readonly number[] }) {
  return (
    <li className={cn(rowGrid, 'text-ink-3')}>
      <StatusIcon shape="dotted-ring" />
      <span className="col-span-3 min-w-0 py-1 break-words max-md:col-span-2">
        <span className="sr-only">To come: </span>
        {stepTitle(name)}
      </span>
      <Track ticks={ticks} />
      <span />
    </li>
  )
}
