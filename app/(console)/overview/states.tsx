'use client'

import { StatusIcon } from '@/components/status/status-icon'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useNow, useTimeZone } from '@/lib/clock/clock-provider'
import { formatClock } from '@/lib/format/time'

/** The figures could not be read; what is shown is from before. */
export function OverviewFailure({ at, onRetry }: { at: number | null; onRetry: () => void }) {
  const timeZone = useTimeZone()
  return (
    <Notice
      tone="danger"
      icon={<StatusIcon shape="disc-cross" />}
      title="The figures could not be read"
      action={<Button onClick={onRetry}>Try again</Button>}
      className="m-3"
    >
      {at === null ? 'Nothing was changed.' : `What you see is from ${formatClock(new Date(at), timeZone)}.`}
    </Notice>
  )
}

const lateMs = 180_000

/** The minute job stands still: the last two hours are counted from the rows, what lies between is missing. */
export function RollupsStale({ at }: { at: string | null }) {
  const timeZone = useTimeZone()
  const now = useNow(30_000)
  if (at === null || now - Date.parse(at) < lateMs) return null
  return (
    <Notice tone="caution" icon={<StatusIcon shape="struck-dot" />} title="Minutes are not being counted">
      The job last ran at {formatClock(new Date(at), timeZone)}. The last two hours are read from the runs themselves; older figures may be missing.
    </Notice>
  )
}
