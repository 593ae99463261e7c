'use client'

import { Whole } from '@/components/data-table/whole'
import { LiveCell } from '@/components/data-table/live-cell'
import { Status } from '@/components/status/status'
import { runSigns } from '@/components/status/vocabulary'
import { useNow } from '@/lib/clock/clock-provider'
import { formatDuration } from '@/lib/format/duration'
import { hasEnded, type RunRow } from '@/lib/runs/run'
import { waitedMs, workingMs } from '@/lib/runs/times'
import { runSentence } from '@/lib/sentences/run-sentence'

type Props = { run: RunRow }

export function StatusCell({ run }: Props) {
  return (
    <LiveCell version={`${run.status} ${run.attempt}`}>
      <Status sign={runSigns[run.status]} />
    </LiveCell>
  )
}

export function CustomerCell({ run }: Props) {
  if (!run.email) return <span className="block truncate font-mono text-sm text-ink-3">{run.userId}</span>
  return (
    <span title={run.email} className="block truncate font-medium">
      {run.email}
    </span>
  )
}

export function SentenceCell({ run }: Props) {
  const sentence = runSentence(run)
  return (
    <LiveCell version={sentence} className="max-sm:h-5 max-sm:text-ink-2">
      <Whole>{sentence}</Whole>
    </LiveCell>
  )
}

export function CodeCell({ run }: Props) {
  if (!run.errorCode) return null
  return (
    <span title={run.errorCode} className="block truncate font-mono text-sm text-ink-2">
      {run.errorCode}
    </span>
  )
}

export function WorkingCell({ run }: Props) {
  const ms = workingMs(run, useRunClock(run))
  return ms === 0 ? <span className="text-ink-3">–</span> : formatDuration(ms)
}

export function WaitingCell({ run }: Props) {
  return formatDuration(waitedMs(run, useRunClock(run)))
}

/** An ended run does not change with the time, so its cells do not tick. */
function useRunClock(run: RunRow): number {
  return useNow(hasEnded(run.status) ? 86_400_000 : 1000)
}
