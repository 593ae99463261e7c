'use client'

import { useQueryStates } from 'nuqs'
import type { ReactNode } from 'react'
import { Failures } from '@/components/overview/failures'
import { Funnel } from '@/components/overview/funnel'
import { Headline } from '@/components/overview/headline'
import { OverviewSkeleton } from '@/components/overview/overview-skeleton'
import { RangePicker } from '@/components/overview/range-picker'
import { Resources } from '@/components/overview/resources'
import { SuccessChart } from '@/components/overview/success-chart'
import { TimeToNumber } from '@/components/overview/time-to-number'
import { useNarrow } from '@/components/overview/use-narrow'
import { StaleNotice } from '@/components/shell/stale-notice'
import { useTimeZone } from '@/lib/clock/clock-provider'
import { comparisonFor, comparisonWords, type Comparison } from '@/lib/overview/compare'
import type { Overview } from '@/lib/overview/overview'
import { rangeOf, type OverviewRange } from '@/lib/overview/range'
import { spanWords } from '@/lib/overview/time-axis'
import { isZone, zoneWords } from '@/lib/overview/zones'
import { useLiveOverview } from '@/lib/queries/overview/use-live-overview'
import { OverviewFailure, RollupsStale } from './states'
import { overviewSearchParams } from './search-params'

/** What a lead looks at all day. `firing` is the incident that burns, above everything. */
export function OverviewClient({ firing }: { firing: ReactNode }) {
  const [{ range, zone: asked, compare }, setParams] = useQueryStates(overviewSearchParams)
  const own = useTimeZone()
  const zone = asked !== null && isZone(asked) ? asked : own
  const comparison = comparisonFor(range, compare)
  const { query, refetch } = useLiveOverview(range, zone, comparison)
  const overview = query.data
  return (
    <div className="h-full overflow-y-auto">
      <StaleNotice onReload={refetch} />
      {query.isError ? <OverviewFailure at={overview ? query.dataUpdatedAt : null} onRetry={refetch} /> : null}
      <div className="px-6 pt-5 pb-12 max-sm:px-4" aria-busy={query.isPlaceholderData}>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-lg font-semibold">Overview</h1>
          <p className="text-ink-3">
            {overview ? `${spanWords(overview.from, overview.to, zone)}, ${zoneWords(zone)}${comparedWith(range, comparison)}.` : null}
          </p>
          <div className="ml-auto max-sm:ml-0">
            <RangePicker
              range={range}
              onRange={(next) => void setParams({ range: next })}
              comparison={comparison}
              onCompare={(next) => void setParams({ compare: next })}
              zone={zone}
              own={own}
              onZone={(next) => void setParams({ zone: next === own ? null : next })}
            />
          </div>
        </div>
        <div className="mt-4 flex flex-col gap-4">
          {firing}
          {overview ? <RollupsStale at={overview.rolled_up_at} /> : null}
          {overview ? <Parts overview={overview} range={range} zone={zone} comparison={comparison} /> : query.isError ? null : <OverviewSkeleton />}
        </div>
      </div>
    </div>
  )
}

function comparedWith(range: OverviewRange, comparison: Comparison): string {
  const words = comparisonWords(range, comparison)
  return words === null ? '' : `. Compared with ${words}`
}

function Parts({ overview, range, zone, comparison }: { overview: Overview; range: OverviewRange; zone: string; comparison: Comparison }) {
  const ticks = useNarrow() ? 3 : 7
  const shared = { overview, timeZone: zone, ofPeriod: rangeOf[range].ofPeriod, ticks, isCompared: comparison !== 'off' }
  return (
    <>
      <Headline overview={overview} ofPeriod={rangeOf[range].ofPeriod} isCompared={comparison !== 'off'} />
      <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-8 border-b border-line pt-2 pb-6 max-xl:grid-cols-1">
        <SuccessChart {...shared} />
        <Failures overview={overview} />
      </div>
      <div className="grid grid-cols-2 gap-8 border-b border-line pb-6 max-xl:grid-cols-1">
        <TimeToNumber {...shared} />
        <Funnel overview={overview} />
      </div>
      <Resources overview={overview} last={rangeOf[range].label} />
    </>
  )
}
