'use client'

import { useRouter } from 'next/navigation'
import { ChartSection } from '@/components/chart/chart-section'
import { roundScale, type Plot, type Tip } from '@/components/chart/plot'
import { TimeChart } from '@/components/chart/time-chart'
import { formatDuration } from '@/lib/format/duration'
import { pastLine } from '@/lib/overview/figures'
import type { Bucket, Overview } from '@/lib/overview/overview'
import { runsLink } from '@/lib/overview/runs-link'
import { axisOf, notesOf, periodOf } from './axis'

const colors = { p50: 'var(--chart-1)', p95: 'var(--chart-1-mid)', p99: 'var(--chart-1-low)' }
const round = (value: number) => Number(value.toFixed(value < 10 ? 1 : 0))
const seconds = { word: 's', ms: 1000 }
const minutes = { word: 'min', ms: 60_000 }
const hours = { word: 'h', ms: 3_600_000 }
const words = (ms: number | null) => (ms === null ? '–' : formatDuration(ms))

type Props = { overview: Overview; timeZone: string; ofPeriod: string; ticks: number; isCompared: boolean }

/** How long customers waited for a number: p50, p95 and p99 of each bucket. */
export function TimeToNumber({ overview, timeZone, ofPeriod, ticks, isCompared }: Props) {
  const router = useRouter()
  const { series } = overview
  const total = overview.headline.time.total
  const open = (index: number) => {
    const { since, until } = periodOf(overview, index, timeZone)
    router.push(runsLink({ since, until, status: 'succeeded' }))
  }
  return (
    <ChartSection
      title="Time to a number"
      note="From payment to a linked assistant"
      columns={['Period', 'p50', 'p95', 'p99', 'Numbers']}
      rows={series.map((bucket, index) => {
        const period = periodOf(overview, index, timeZone)
        return {
          href: runsLink({ since: period.since, until: period.until, status: 'succeeded' }),
          cells: [period.words, words(bucket.p50_ms), words(bucket.p95_ms), words(bucket.p99_ms), `${bucket.numbers}`],
        }
      })}
    >
      <TimeChart
        label="Time to a number"
        plots={[plotOf(overview, isCompared)]}
        axis={axisOf(overview, timeZone, ticks)}
        notes={notesOf(overview)}
        tipOf={(index) => tip(series[index], periodOf(overview, index, timeZone).words)}
        onOpen={open}
        empty={total === 0 ? `No number was assigned in ${ofPeriod}` : null}
      />
    </ChartSection>
  )
}

function plotOf(overview: Overview, isCompared: boolean): Plot {
  const { series } = overview
  const before = isCompared ? pastLine(overview, ({ p50_ms }) => p50_ms) : []
  const slowest = Math.max(...series.map((bucket) => bucket.p99_ms ?? 0), ...before.map((value) => value ?? 0), 8000)
  // One unit for the whole scale, so that its ticks are round and short.
  const { word, ms: unit } = slowest > 1.5 * hours.ms ? hours : slowest > 3 * minutes.ms ? minutes : seconds
  const of = (key: 'p50_ms' | 'p95_ms' | 'p99_ms') => series.map((bucket) => (bucket[key] === null ? null : bucket[key] / unit))
  return {
    height: 168,
    ...roundScale(slowest / unit),
    format: (value) => `${round(value)}\u00a0${word}`,
    say: (value) => formatDuration(value * unit),
    lines: [
      ...(before.every((value) => value === null)
        ? []
        : [{ name: 'Before', color: 'var(--chart-past)', dashed: true, values: before.map((value) => (value === null ? null : value / unit)) }]),
      { name: 'p99', color: colors.p99, values: of('p99_ms') },
      { name: 'p95', color: colors.p95, values: of('p95_ms') },
      { name: 'p50', color: colors.p50, width: 1.75, values: of('p50_ms') },
    ],
  }
}

function tip(bucket: Bucket | undefined, title: string): Tip {
  const ground = `of ${bucket?.numbers ?? 0}`
  return {
    title,
    rows: [
      { name: 'p50', color: colors.p50, value: words(bucket?.p50_ms ?? null), ground },
      { name: 'p95', color: colors.p95, value: words(bucket?.p95_ms ?? null), ground },
      { name: 'p99', color: colors.p99, value: words(bucket?.p99_ms ?? null), ground },
    ],
    opens: 'opens the runs',
  }
}
