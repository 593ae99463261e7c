'use client'

import { useMemo } from 'react'
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from 'recharts'
import { useTimeZone } from '@/lib/clock/clock-provider'
import { formatClock, formatMoment } from '@/lib/format/time'
import { stepsOf, type RunWindow } from '@/lib/runs/window'
import type { Bar as Counts } from '@/lib/runs/summary'

export const plotInsets = { left: 28, right: 2, top: 6, bottom: 20 } as const

type Props = { window: RunWindow; bars: readonly Counts[] }

/** Runs by time, stacked: what is done below, what needs somebody on top. */
export function Histogram({ window, bars }: Props) {
  const timeZone = useTimeZone()
  const data = useMemo(() => {
    const known = new Map(bars.map((bar) => [bar.at, bar]))
    return stepsOf(window).map((at) => known.get(at) ?? { at, done: 0, again: 0, failed: 0 })
  }, [window, bars])
  const ticks = data.filter((_, index) => index % Math.ceil(data.length / 6) === 0).map((bar) => bar.at)
  const label = (at: number) => tickWords(at, window, timeZone)
  return (
    <BarChart responsive width="100%" height={104} data={data} margin={{ ...plotInsets, left: 0, bottom: 0 }} barCategoryGap={1} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--grid)" />
      <XAxis
        dataKey="at"
        ticks={ticks}
        tickFormatter={label}
        height={plotInsets.bottom}
        interval={0}
        tickLine={false}
        axisLine={{ stroke: 'var(--axis)' }}
        tick={{ fill: 'var(--ink-3)', fontSize: 11 }}
      />
      <YAxis width={plotInsets.left} allowDecimals={false} tickCount={3} tickLine={false} axisLine={false} tick={{ fill: 'var(--ink-3)', fontSize: 11 }} />
      <Bar dataKey="done" stackId="runs" fill="var(--bar-quiet)" isAnimationActive={false} />
      <Bar dataKey="again" stackId="runs" fill="var(--progress-mark)" isAnimationActive={false} />
      <Bar dataKey="failed" stackId="runs" fill="var(--danger-mark)" isAnimationActive={false} />
    </BarChart>
  )
}

function tickWords(at: number, { step }: RunWindow, timeZone: string): string {
  const date = new Date(at * 1000)
  if (step >= 3600) return formatMoment(date, new Date(0), timeZone).replace(/ \d{4}$/, '')
  return step < 60 ? formatClock(date, timeZone) : formatClock(date, timeZone).slice(0, 5)
}
