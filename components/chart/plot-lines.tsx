'use client'

import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { leftRoom, rightRoom, type Plot, type TimeAxis } from './plot'

const tick = { fontSize: 11, fill: 'var(--ink-3)' }

/** Grid, axes and lines. What is said about them (names, notes, tooltip) lies above in HTML. */
export function PlotLines({ plot, axis, withTime }: { plot: Plot; axis: TimeAxis; withTime: boolean }) {
  const rows = axis.middles.map((at, index) => {
    const row: Record<string, number | null> = { at }
    for (const line of plot.lines) row[line.name] = line.values[index] ?? null
    return row
  })
  const words = new Map(axis.ticks.map(({ at, words }) => [at, words]))
  // Inert: Recharts listens for the focus on its layers, and Chrome then stops at each of them with Tab.
  return (
    <div aria-hidden inert style={{ height: plot.height + (withTime ? 24 : 0) }}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height: plot.height }}>
        <LineChart data={rows} margin={{ top: 6, right: rightRoom, bottom: withTime ? 0 : 5, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--grid)" />
          <XAxis
            dataKey="at"
            type="number"
            domain={[axis.from, axis.to]}
            ticks={axis.ticks.map(({ at }) => at)}
            tickFormatter={(at: number) => words.get(at) ?? ''}
            tick={withTime ? tick : false}
            tickLine={false}
            axisLine={{ stroke: 'var(--axis)' }}
            height={withTime ? 30 : 1}
            interval={0}
          />
          <YAxis
            width={leftRoom}
            domain={[0, plot.max]}
            ticks={[...plot.ticks]}
            tickFormatter={plot.format}
            tick={tick}
            tickLine={false}
            axisLine={false}
            interval={0}
          />
          {plot.limits?.map(({ at, words }) => <ReferenceLine key={words} y={at} stroke="var(--danger)" strokeDasharray="4 3" />)}
          {plot.lines.map((line) => (
            <Line
              key={line.name}
              dataKey={line.name}
              type="linear"
              stroke={line.color}
              strokeWidth={line.width ?? 1.5}
              strokeDasharray={line.dashed ? '3 3' : undefined}
              dot={false}
              activeDot={false}
              connectNulls
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  )
}
