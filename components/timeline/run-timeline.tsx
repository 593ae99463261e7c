'use client'

import { useState } from 'react'
import { StatusIcon } from '@/components/status/status-icon'
import { Moment } from '@/components/time/moment'
import { useNow } from '@/lib/clock/clock-provider'
import { cn } from '@/lib/cn'
import { formatDuration } from '@/lib/format/duration'
import type { RunDetail } from '@/lib/queries/runs/fetch-run-detail'
import { buildTimeline, type Attempt, type Timeline } from '@/lib/runs/timeline'
import { comingSteps } from '@/lib/runs/coming-steps'
import { withNumbers } from '@/lib/runs/step-numbers'
import { runSentence } from '@/lib/sentences/run-sentence'
import { ComingRow, RunningRow, StepRow } from './step-row'
import { rowGrid, Scale, Track, WaitBar } from './waterfall'

/** What the timeline needs to know of a run. */
type Told = Pick<RunDetail, 'run' | 'steps' | 'limits'>

/** The steps of a run, attempt by attempt, every bar on one scale. */
export function RunTimeline({ detail }: { detail: Told }) {
  const now = useNow()
  const [openedWith] = useState(() => new Set(detail.steps.map((step) => step.id)))
  const steps = withNumbers(detail.steps, detail.run.e164)
  const timeline = buildTimeline({ run: detail.run, steps, now, providerTimeoutMs: detail.limits.providerTimeoutMs })
  return (
    <div>
      {timeline.attempts.length > 0 ? <Scale ticks={timeline.ticks} /> : null}
      {timeline.attempts.map((attempt) => (
        <AttemptRows key={attempt.number} attempt={attempt} timeline={timeline} e164={detail.run.e164} openedWith={openedWith} />
      ))}
      <WhatComes detail={detail} now={now} empty={timeline.attempts.length === 0} />
    </div>
  )
}

type AttemptProps = { attempt: Attempt; timeline: Timeline; e164: string | null; openedWith: ReadonlySet<number> }

function AttemptRows({ attempt, timeline, e164, openedWith }: AttemptProps) {
  const { scaleMs, ticks } = timeline
  return (
    <div role="group" aria-label={`Attempt ${attempt.number}`} className="border-t border-line py-1 first:border-t-0">
      <div className={cn(rowGrid, 'text-sm text-ink-3')}>
        <span className="col-start-2 col-end-5 py-1.5 max-md:col-end-4">
          <span className="font-medium text-ink-2">Attempt {attempt.number}</span> <Moment at={attempt.startedAt} /> after waiting{' '}
          {formatDuration(attempt.waitMs)}, {attempt.number === 1 ? 'in the queue' : 'to try again'}
        </span>
        <Track ticks={ticks}>
          <WaitBar ms={attempt.waitMs} scaleMs={scaleMs} />
        </Track>
        <span className="text-right">{formatDuration(attempt.waitMs)}</span>
      </div>
      <ol>
        {attempt.steps.map((placed) => (
          <StepRow key={placed.step.id} placed={placed} scaleMs={scaleMs} ticks={ticks} fresh={!openedWith.has(placed.step.id)} />
        ))}
        {attempt.running ? <RunningRow running={attempt.running} e164={e164} scaleMs={scaleMs} ticks={ticks} /> : null}
        {attempt.running ? comingSteps(attempt.running.name).map((name) => <ComingRow key={name} name={name} ticks={ticks} />) : null}
      </ol>
    </div>
  )
}

/** What will happen next by itself, when something will. */
function WhatComes({ detail, now, empty }: { detail: Told; now: number; empty: boolean }) {
  const { status, nextAttemptAt, createdAt, attempt } = detail.run
  if (status === 'retry_scheduled' && nextAttemptAt) {
    const inMs = Date.parse(nextAttemptAt) - now
    return (
      <Pending
        shape="clock"
        title={`Attempt ${attempt + 1}`}
        remark={inMs > 0 ? `goes by itself in ${formatDuration(inMs)}` : 'is about to start'}
      />
    )
  }
  if (status === 'pending') {
    const title = runSentence(detail.run)
    return <Pending shape="dotted-ring" title={title} remark={`for ${formatDuration(now - Date.parse(createdAt))}`} />
  }
  if (!empty) return null
  return <p className="py-2 text-ink-3">{status === 'processing' ? 'The first step is about to be reported.' : 'No step was needed.'}</p>
}

function Pending({ shape, title, remark }: { shape: 'clock' | 'dotted-ring'; title: string; remark: string }) {
  return (
    <div className={cn(rowGrid, 'border-t border-line text-ink-2 first:border-t-0')}>
      <StatusIcon shape={shape} className="text-progress" />
      <span className="col-span-4 max-md:col-span-3">
        {title} <span className="text-ink-3">{remark}</span>
      </span>
    </div>
  )
}
