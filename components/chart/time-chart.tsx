'use client'

import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { ChartTip } from './chart-tip'
import { LineNames } from './line-names'
import { NoteLane } from './note-lane'
import { leftRoom, percentOf, rightRoom, type Note, type Plot, type TimeAxis, type Tip } from './plot'
import { PlotLines } from './plot-lines'

type Props = { label: string; plots: readonly Plot[]; axis: TimeAxis; notes: readonly Note[]; tipOf: (index: number) => Tip; onOpen: (index: number) => void; empty: string | null }

/** Between two plots, so that the ends of their scales can be read. */
const gap = 12

/** Plots stacked on one time axis, with one cursor and one tooltip for all; arrows move it, Enter opens the runs. */
export function TimeChart({ label, plots, axis, notes, tipOf, onOpen, empty }: Props) {
  const [active, setActive] = useState<number | null>(null)
  const height = plots.reduce((sum, plot) => sum + plot.height, gap * (plots.length - 1))
  const last = axis.middles.length - 1
  const index = active === null ? null : Math.min(active, last)
  const tip = index === null || index < 0 ? null : tipOf(index)
  const at = index === null ? undefined : axis.middles[index]

  const said = tip ?? (last < 0 ? null : tipOf(last))
  const told = said ? `${said.title}: ${said.rows.map((row) => `${row.name} ${row.value}, ${row.ground}`).join('; ')}` : undefined

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    setActive(nearest(axis, (event.clientX - box.left) / Math.max(1, box.width)))
  }
  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowLeft: Math.max(0, (index ?? last + 1) - 1), ArrowRight: Math.min(last, (index ?? last - 1) + 1), Home: 0, End: last }[event.key]
    if (event.key === 'Escape') setActive(null)
    if (event.key === 'Enter' && index !== null) onOpen(index)
    if (to === undefined) return
    event.preventDefault()
    setActive(to)
  }

  return (
    <div className="relative">
      <NoteLane notes={notes} axis={axis} height={height} />
      {plots.map((plot, order) => (
        <div key={plot.lines.map(({ name }) => name).join()} className="relative" style={{ marginTop: order === 0 ? 0 : gap }}>
          <PlotLines plot={plot} axis={axis} withTime={order === plots.length - 1} />
          {empty === null ? <LineNames plot={plot} /> : null}
        </div>
      ))}
      <div
        role="slider"
        aria-label={`${label}: arrows move through time, Enter opens the runs`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={index ?? Math.max(0, last)}
        aria-valuetext={told}
        tabIndex={0}
        className="absolute top-6 z-[1] cursor-crosshair rounded-sm"
        style={{ left: leftRoom, right: rightRoom, height }}
        onPointerMove={onPointer}
        onPointerLeave={() => setActive(null)}
        onBlur={() => setActive(null)}
        onKeyDown={onKey}
        onClick={() => index !== null && onOpen(index)}
      >
        {at === undefined ? null : (
          <span aria-hidden className="pointer-events-none absolute inset-y-0 w-px bg-ink-3" style={{ left: `${percentOf(axis, at)}%` }} />
        )}
        {at === undefined || index === null ? null : <ActiveDots plots={plots} index={index} left={percentOf(axis, at)} />}
        {tip && at !== undefined ? <ChartTip tip={tip} left={percentOf(axis, at)} /> : null}
      </div>
      {empty === null ? null : (
        <p className="pointer-events-none absolute inset-x-0 text-center text-ink-2" style={{ top: 24 + height / 2 - 10, paddingRight: rightRoom, paddingLeft: leftRoom }}>
          {empty}
        </p>
      )}
    </div>
  )
}

/** A dot on each line under the pointer. */
function ActiveDots({ plots, index, left }: { plots: readonly Plot[]; index: number; left: number }) {
  let above = 0
  return plots.flatMap((plot) => {
    const top = above
    above += plot.height + gap
    return plot.lines.flatMap((line) => {
      const value = line.values[index] ?? null
      if (value === null || line.dashed) return []
      const y = top + 6 + (plot.height - 12) * (1 - Math.min(1, value / plot.max))
      return <span key={line.name} aria-hidden className="pointer-events-none absolute size-2 -translate-1/2 rounded-full border border-canvas" style={{ left: `${left}%`, top: y, background: line.color }} />
    })
  })
}

function nearest(axis: TimeAxis, fraction: number): number {
  const at = axis.from + fraction * (axis.to - axis.from)
  let best = 0
  axis.middles.forEach((middle, index) => {
    if (Math.abs(middle - at) < Math.abs((axis.middles[best] ?? 0) - at)) best = index
  })
  return best
}
