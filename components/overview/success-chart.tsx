'use client'

import { useRouter } from 'next/navigation'
import { ChartSection } from '@/components/chart/chart-section'
import type { Limit, Plot, Tip } from '@/components/chart/plot'
import { TimeChart } from '@/components/chart/time-chart'
import { formatRate, pastLine, ratesOf, share, tooFew } from '@/lib/overview/figures'
import type { Bucket, Overview } from '@/lib/overview/overview'
import { runsLink } from '@/lib/overview/runs-link'
import { axisOf, notesOf, periodOf } from './axis'

const colors = { success: 'var(--chart-1)', twilio: 'var(--chart-2)', vapi: 'var(--chart-3)' }
const percent = (value: number) => `${Number((value * 100).toFixed(1))}%`

type Props = { overview: Overview; timeZone: string; ofPeriod: string; ticks: number; isCompared: boolean }

/** Success by final outcome above, errors by provider call below, on one time axis. */
export function SuccessChart({ overview, timeZone, ofPeriod, ticks, isCompared }: Props) {
  const router = useRouter()
  const { series } = overview
  const few = tooFew(overview.headline, ofPeriod)
  const tipOf = (index: number): Tip => tip(series[index], periodOf(overview, index, timeZone).words)
  const open = (index: number) => {
    const { since, until } = periodOf(overview, index, timeZone)
    router.push(runsLink({ since, until }))
  }
  return (
    <ChartSection
      title="Success and errors"
      note="Success by customer’s final outcome; errors by provider call"
      columns={['Period', 'Success', 'Customers', 'Twilio errors', 'Twilio calls', 'VAPI errors', 'VAPI calls']}
      rows={series.map((bucket, index) => {
        const period = periodOf(overview, index, timeZone)
        return { href: runsLink({ since: period.since, until: period.until }), cells: tableCells(bucket, period.words) }
      })}
    >
      <TimeChart
        label="Success and errors over time"
        plots={plotsOf(overview, isCompared)}
        axis={axisOf(overview, timeZone, ticks)}
        notes={notesOf(overview)}
        tipOf={tipOf}
        onOpen={open}
        empty={series.some(({ customers, twilio, vapi }) => customers + twilio + vapi > 0) ? null : few}
      />
    </ChartSection>
  )
}

function plotsOf(overview: Overview, isCompared: boolean): Plot[] {
  const { series, limits } = overview
  const rates = series.map(ratesOf)
  const before = isCompared ? pastLine(overview, ({ customers, failed }) => share(customers - failed, customers)) : []
  const worst = Math.max(...rates.flatMap(({ twilio, vapi }) => [twilio ?? 0, vapi ?? 0]), limits.twilio_errors ?? 0, limits.vapi_failures ?? 0, 0.2)
  const max = worst > 0.5 ? 1 : worst > 0.2 ? 0.5 : 0.2
  return [
    {
      height: 148,
      max: 1,
      ticks: [0, 0.25, 0.5, 0.75, 1],
      format: percent,
      lines: [
        ...(before.every((value) => value === null) ? [] : [{ name: 'Before', color: 'var(--chart-past)', dashed: true, values: before }]),
        { name: 'Success', color: colors.success, width: 1.75, values: rates.map(({ success }) => success) },
      ],
      limits: limits.provisioning_failures === undefined ? [] : [{ at: 1 - limits.provisioning_failures, words: `Alert under ${percent(1 - limits.provisioning_failures)}` }],
    },
    {
      height: 112,
      max,
      ticks: [0, max / 2, max],
      format: percent,
      lines: [
        { name: 'Twilio', color: colors.twilio, values: rates.map(({ twilio }) => twilio) },
        { name: 'VAPI', color: colors.vapi, values: rates.map(({ vapi }) => vapi) },
      ],
      limits: errorLimits(limits),
    },
  ]
}

/** The limits of the two provider rules; one line speaks for both where they are the same. */
function errorLimits({ twilio_errors: twilio, vapi_failures: vapi }: Overview['limits']): Limit[] {
  if (twilio !== undefined && twilio === vapi) return [{ at: twilio, words: `Alert over ${percent(twilio)}` }]
  return [
    ...(twilio === undefined ? [] : [{ at: twilio, words: `Twilio over ${percent(twilio)}` }]),
    ...(vapi === undefined ? [] : [{ at: vapi, words: `VAPI over ${percent(vapi)}` }]),
  ]
}

function tip(bucket: Bucket | undefined, title: string): Tip {
  if (!bucket) return { title, rows: [], opens: 'opens the runs' }
  const rates = ratesOf(bucket)
  return {
    title,
    rows: [
      { name: 'Success', color: colors.success, value: formatRate(rates.success), ground: `${bucket.customers - bucket.failed} of ${bucket.customers}` },
      { name: 'Twilio errors', color: colors.twilio, value: formatRate(rates.twilio), ground: `${bucket.twilio_failed} of ${bucket.twilio}` },
      { name: 'VAPI errors', color: colors.vapi, value: formatRate(rates.vapi), ground: `${bucket.vapi_failed} of ${bucket.vapi}` },
    ],
    opens: 'opens the runs',
  }
}

function tableCells(bucket: Bucket, period: string): string[] {
  const rates = ratesOf(bucket)
  return [period, formatRate(rates.success), `${bucket.customers}`, formatRate(rates.twilio), `${bucket.twilio}`, formatRate(rates.vapi), `${bucket.vapi}`]
}
