'use client'

import { StatusIcon } from '@/components/status/status-icon'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { useTimeZone } from '@/lib/clock/clock-provider'
import { formatClock } from '@/lib/format/time'
import type { RunTab } from '@/lib/runs/tabs'

const emptyTitles: Record<RunTab, string> = {
  all: 'No run yet',
  failed: 'No run has failed',
  again: 'No run waits to go again',
  work: 'Nothing is at work',
  staff: 'Nobody has started a run by hand',
}

/** Says which emptiness this is: nothing at all, or nothing under this tab. */
export function RunsEmpty({ tab, total, onClear }: { tab: RunTab; total: number | undefined; onClear: () => void }) {
  if (tab === 'all') return <EmptyState title={emptyTitles.all}>A run starts when a customer’s subscription changes. It appears here by itself.</EmptyState>
  return (
    <EmptyState title={emptyTitles[tab]} action={<Button onClick={onClear}>Show all runs</Button>}>
      {total === undefined ? 'Other runs are under All.' : `${total.toLocaleString('en-US')} ${total === 1 ? 'run' : 'runs'} in all.`}
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

/** How much of the tab is on the screen. */
export function RunsFooter({ shown, total }: { shown: number; total: number | undefined }) {
  const all = total ?? shown
  return (
    <footer className="flex h-8 items-center gap-4 border-t border-line px-6 text-sm text-ink-2 max-sm:px-4">
      <span>
        <strong className="font-medium text-ink">{all.toLocaleString('en-US')}</strong> {all === 1 ? 'run' : 'runs'}
      </span>
      {shown < all ? <span className="text-ink-3">The newest {shown.toLocaleString('en-US')} are shown</span> : null}
    </footer>
  )
}
