'use client'

import { StatusIcon } from '@/components/status/status-icon'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { useTimeZone } from '@/lib/clock/clock-provider'
import { formatCount, plural } from '@/lib/format/count'
import { formatClock } from '@/lib/format/time'

type EmptyProps = { narrowed: boolean; all: number | undefined; label: string; longest: boolean; onClear: () => void; onLonger: () => void }

/** Says which emptiness this is: nothing in this time, or nothing that fits the filter. */
export function RunsEmpty({ narrowed, all, label, longest, onClear, onLonger }: EmptyProps) {
  if (narrowed) {
    return (
      <EmptyState title="No run fits this filter" action={<Button onClick={onClear}>Clear the filter</Button>}>
        {all ? `${formatCount(all)} ${plural(all, 'run', 'runs')} without it, in the last ${label}.` : `There is none in the last ${label} at all.`}
      </EmptyState>
    )
  }
  return (
    <EmptyState title={`No run in the last ${label}`} action={longest ? undefined : <Button onClick={onLonger}>Look at 7 days</Button>}>
      A run starts when a customer’s subscription changes. It appears here by itself.
    </EmptyState>
  )
}

/** The read failed; what is shown, if anything, is of before. */
export function RunsFailure({ at, onRetry }: { at: number | null; onRetry: () => void }) {
  const timeZone = useTimeZone()
  return (
    <Notice
      tone="danger"
      icon={<StatusIcon shape="disc-cross" />}
      title="The database does not answer"
      action={<Button onClick={onRetry}>Try again</Button>}
      className="m-3"
    >
      {at === null ? 'Nothing could be read.' : `Shown as of ${formatClock(new Date(at), timeZone)}.`}
    </Notice>
  )
}
