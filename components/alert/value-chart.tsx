'use client'

import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { ChartSection } from '@/components/chart/chart-section'
import { roundScale, type Plot, type TimeAxis, type Tip } from '@/components/chart/plot'
import { TimeChart } from '@/components/chart/time-chart'
import { useNarrow } from '@/components/overview/use-narrow'
import { useNow, useTimeZone } from '@/lib/clock/clock-provider'
import type { IncidentDetail, IncidentPoint } from '@/lib/alerts/alert'
import { runsBehind } from '@/lib/alerts/runs-behind'
import { formatAlertValue, isYesNo } from '@/lib/alerts/words'
import { formatAxisTime, formatPeriod, timeTicks } from '@/lib/overview/time-axis'
import { StateBar } from './state-bar'

/** The rule's value, its limit and its recovery limit in one plot, and the states beneath on the same time axis. */
export function ValueChart({ incident }: { incident: IncidentDetail }) {
  const timeZone = useTimeZone()
  const router = useRouter()
  const ticks = useNarrow() ? 3 : 6
  const { rule_now: rule } = incident
  const now = useNow(15_000)
  const series = useMemo(() => untilNow(incident, now), [incident, now])
  const axis = useMemo(() => axisOf({ ...incident, series }, now, timeZone, ticks), [incident, series, now, timeZone, ticks])
  const href = runsBehind(incident, rule.window_minutes)
  const words = (index: number) => wordsOf(axis, index, timeZone)
  const tipOf = (index: number): Tip => ({ title: words(index), rows: series ? [tipRow(incident, series[index])] : [], opens: 'opens the runs behind it' })
  return (
    <div className="px-5 py-4 max-sm:px-4">
      {series ? (
        <ChartSection
          title="Value and limits"
          note={`Over ${rule.window_minutes} min, as it is judged now`}
          columns={['Time', 'Value', 'Counted', 'Of']}
          rows={series.map((point, index) => ({ href, cells: [words(index), formatAlertValue(incident.unit, point.value), `${point.hits ?? '–'}`, `${point.total ?? '–'}`] }))}
        >
          <TimeChart label={`${incident.label} over time`} plots={[plotOf(incident, series)]} axis={axis} notes={[]} tipOf={tipOf} onOpen={() => router.push(href)} empty={emptyWords(series)} />
        </ChartSection>
      ) : isYesNo(incident.rule) ? null : (
        <p className="text-ink-2">This value is known for the present moment only: {formatAlertValue(incident.unit, incident.value)} now, fires over {formatAlertValue(incident.unit, rule.threshold)}.</p>
      )}
      <StateBar incident={incident} axis={axis} wide={series === null} />
    </div>
  )
}

/** The minutes that are over, then what the rule was last judged by: the plot ends at the value that the page tells. */
function untilNow({ series, state, value, hits, total }: IncidentDetail, now: number): IncidentDetail['series'] {
  if (series === null || state === 'resolved' || value === null) return series
  return [...series.filter(({ at }) => Date.parse(at) < now), { at: new Date(now).toISOString(), value, hits, total }]
}

function axisOf(incident: IncidentDetail, now: number, timeZone: string, about: number): TimeAxis {
  const middles = (incident.series ?? []).map(({ at }) => Date.parse(at))
  const changes = incident.changes.map(({ at }) => Date.parse(at))
  const from = middles[0] ?? Math.min(Date.parse(incident.opened_at), ...changes)
  const end = incident.resolved_at ? Date.parse(incident.resolved_at) : now
  const to = Math.max(middles.at(-1) ?? 0, changes.at(-1) ?? 0, end, from + 60_000)
  return { from, to, middles, ticks: timeTicks(from, to, timeZone, about).map((at) => ({ at, words: formatAxisTime(at, to - from, timeZone) })) }
}

function wordsOf(axis: TimeAxis, index: number, timeZone: string): string {
  const at = axis.middles[index] ?? axis.to
  return formatPeriod(axis.middles[index - 1] ?? at, at, axis.to - axis.from, timeZone)
}

function tipRow(incident: IncidentDetail, point: IncidentPoint | undefined) {
  const ground = point?.total ? `${point.hits ?? 0} of ${point.total}` : ''
  return { name: incident.label, color: 'var(--chart-1)', value: formatAlertValue(incident.unit, point?.value ?? null), ground }
}

function plotOf({ unit, rule_now: rule, resolved_at: end }: IncidentDetail, series: readonly IncidentPoint[]): Plot {
  const highest = Math.max(...series.map(({ value }) => value ?? 0), rule.threshold * 1.5, unit === 'share' ? 0.05 : 4)
  const { max, ticks } = unit === 'share' && highest > 0.5 ? { max: 1, ticks: [0, 0.25, 0.5, 0.75, 1] } : roundScale(highest)
  const recover = rule.recover_below < rule.threshold ? [{ name: 'Recovers at', color: 'var(--ink-3)', dashed: true, values: series.map(() => rule.recover_below) }] : []
  return {
    height: 140,
    max,
    ticks,
    format: (value) => formatAlertValue(unit, value),
    limits: [{ at: rule.threshold, words: `Fires over ${formatAlertValue(unit, rule.threshold)}` }],
    lines: [...recover, { name: end ? 'Last' : 'Now', color: 'var(--chart-1)', width: 1.75, values: series.map(({ value }) => value) }],
  }
}

function emptyWords(series: readonly IncidentPoint[]): string | null {
  return series.some(({ value }) => value !== null) ? null : 'Nothing was counted in this time'
}
