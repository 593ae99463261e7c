'use client'

import { StatusIcon } from '@/components/status/status-icon'
import { Button } from '@/components/ui/button'
import { Segments } from '@/components/ui/segments'
import { rowGrid } from '@/components/timeline/waterfall'
import { useNow } from '@/lib/clock/clock-provider'
import { lastAnswer, runUnderWay, type CustomerPage } from '@/lib/customers/customer'
import { buildLifeline } from '@/lib/customers/lifeline'
import { formatWait } from '@/lib/format/duration'
import { isInteresting } from '@/lib/customers/interesting'
import { LifelineBar } from './lifeline-bar'
import { RunSection } from './run-section'

type People = { names: Readonly<Record<string, string>>; self: string }
type Props = { page: CustomerPage; people: People; only: 'all' | 'failed'; onOnly: (only: 'all' | 'failed') => void; onMore: () => void; reading: boolean }

/** All runs and their steps, newest first, under the line from payment to now. */
export function CustomerTimeline({ page, people, only, onOnly, onMore, reading }: Props) {
  const now = useNow()
  const lifeline = buildLifeline(page, now)
  const shown = only === 'failed' ? page.runs.filter((run) => run.status === 'failed' || run.failures > 0) : page.runs
  return (
    <section aria-labelledby="timeline" className="mt-8">
      <div className="mb-3 flex items-center justify-between gap-4">
        <h2 id="timeline" className="font-semibold">
          Timeline
        </h2>
        <Segments label="Which runs" value={only} onChange={onOnly} options={[{ value: 'all', label: 'All runs' }, { value: 'failed', label: 'Failed only' }]} />
      </div>
      {lifeline ? <LifelineBar lifeline={lifeline} /> : null}
      <div className="divide-y divide-line border-y border-line">
        <WaitingForPerson page={page} now={now} />
        {shown.map((run) => (
          <RunSection key={run.id} run={run} page={page} people={people} startsOpen={isInteresting(run, page.runs)} />
        ))}
      </div>
      {shown.length === 0 ? (
        <p className="py-4 text-ink-2">{page.runs.length === 0 ? 'No run yet. One starts when the subscription changes, or when you start it.' : `None of the ${page.runs.length} runs failed.`}</p>
      ) : null}
      {page.total > page.runs.length ? (
        <div className="flex justify-center pt-3">
          <Button off={reading} onClick={onMore}>
            {reading ? 'Reading older runs' : `Show all ${page.total.toLocaleString('en-US')} runs`}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** Nothing will happen by itself any more: for how long already. */
function WaitingForPerson({ page, now }: { page: CustomerPage; now: number }) {
  const answer = lastAnswer(page)
  if (page.status !== 'needs_attention' || runUnderWay(page) || answer?.status !== 'failed' || !answer.finishedAt) return null
  return (
    <div className="py-1.5 pl-6 max-sm:pl-0">
      <p className={rowGrid}>
        <StatusIcon shape="person" className="text-caution" />
        <span className="col-span-3 max-md:col-span-2">
          <span className="font-medium">Waiting for a person</span> <span className="ml-1 text-ink-2 max-sm:hidden">nothing will happen by itself</span>
        </span>
        <span aria-hidden className="hatched-person h-2 max-md:hidden" />
        <span className="text-right font-medium whitespace-nowrap">{formatWait(now - Date.parse(answer.finishedAt))}</span>
      </p>
    </div>
  )
}
