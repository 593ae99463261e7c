import { formatDuration } from '@/lib/format/duration'
import { describeChange, type Change } from '@/lib/overview/change'
import { formatRate, ratesOf, successRate, tooFew } from '@/lib/overview/figures'
import type { Overview } from '@/lib/overview/overview'
import { runsLink } from '@/lib/overview/runs-link'
import { Figure } from './figure'

const duration = (ms: number | null) => (ms === null ? '–' : formatDuration(ms))

/** The six figures that a lead looks at, each against the period before. */
export function Headline({ overview, ofPeriod, isCompared }: { overview: Overview; ofPeriod: string; isCompared: boolean }) {
  const { headline: h, series, resources, from, to } = overview
  const few = tooFew(h, ofPeriod)
  const gauge = resources.series
  const changed = (change: Change) => (isCompared ? change : 'not compared')
  const noTimes = h.time.total === 0 ? 'No number was assigned' : undefined
  return (
    <section aria-label="Headline figures" className="grid grid-cols-6 divide-x divide-line border-y border-line max-xl:grid-cols-3 max-xl:divide-x-0 max-sm:grid-cols-2">
      <Figure
        label="Success, final outcome"
        value={formatRate(successRate(h.outcome))}
        change={changed(describeChange('points', successRate(h.outcome), successRate(h.outcome_before)))}
        href={runsLink({ since: from, until: to, status: 'succeeded,failed' })}
        spark={series.map((bucket) => ratesOf(bucket).success)}
        instead={few ? <span className="text-ink-2">{few}</span> : undefined}
      />
      <Figure
        label="Needs attention"
        value={h.needs_attention.toLocaleString('en-US')}
        change={changed(describeChange('count', h.needs_attention, h.needs_attention_before))}
        href="/customers?status=needs_attention"
        spark={[...gauge.map((sample) => sample.needs_attention), h.needs_attention]}
      />
      <Figure
        label="Being set up"
        value={h.being_set_up.toLocaleString('en-US')}
        change={changed(neutral(describeChange('count', h.being_set_up, h.being_set_up_before)))}
        href="/customers?status=being_set_up"
        spark={[...gauge.map((sample) => sample.being_set_up), h.being_set_up]}
      />
      <Figure
        label="Time to a number, p50"
        value={duration(h.time.p50)}
        change={changed(describeChange('duration', h.time.p50, h.time_before.p50))}
        href={runsLink({ since: from, until: to, status: 'succeeded' })}
        spark={series.map((bucket) => bucket.p50_ms)}
        instead={noTimes}
      />
      <Figure
        label="Time to a number, p95"
        value={duration(h.time.p95)}
        change={changed(describeChange('duration', h.time.p95, h.time_before.p95))}
        href={runsLink({ since: from, until: to, status: 'succeeded' })}
        spark={series.map((bucket) => bucket.p95_ms)}
        instead={noTimes}
      />
      <Figure
        label="Oldest in the queue"
        value={h.oldest_ms === 0 ? 'Empty' : duration(h.oldest_ms)}
        change={changed(describeChange('age', h.oldest_ms, h.oldest_ms_before))}
        tone="caution"
        href={runsLink({ status: 'pending,retry_scheduled' })}
        spark={[...gauge.map((sample) => sample.queue_oldest_ms), h.oldest_ms]}
      />
    </section>
  )
}

// More at work is neither good nor bad.
function neutral(change: Change): Change {
  return change && { ...change, isWorse: false }
}
