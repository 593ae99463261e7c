'use client'

import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTimeZone } from '@/lib/clock/clock-provider'
import { formatAbsolute } from '@/lib/format/time'
import { brushBetween, moveBrush, withBrush, type Brush, type RunWindow } from '@/lib/runs/window'

type Props = { window: RunWindow; brush: Brush | null; onBrush: (brush: Brush | null) => void }

/** The selection over the histogram: drag to draw it, drag a handle to move that end, arrows by steps, Esc to clear. */
export function HistogramBrush({ window: answered, brush, onBrush }: Props) {
  const window = withBrush(answered, brush)
  const area = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<{ anchor: number; at: number } | null>(null)
  const length = window.until - window.since
  const shown = drag ? (brushBetween(window, drag.anchor, drag.at) ?? { from: window.since, to: null }) : { from: window.from, to: window.to }
  const left = ((shown.from - window.since) / length) * 100
  const right = (((shown.to ?? window.until) - window.since) / length) * 100

  const timeAt = (event: PointerEvent): number => {
    const box = area.current?.getBoundingClientRect()
    if (!box || box.width === 0) return window.since
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    return Math.min(window.until - 1, window.since + share * length)
  }
  const begin = (event: PointerEvent<HTMLElement>, anchor?: number) => {
    if (event.button !== 0) return
    event.stopPropagation()
    area.current?.setPointerCapture(event.pointerId)
    const at = timeAt(event)
    setDrag({ anchor: anchor ?? at, at })
  }
  const end = () => {
    if (drag) onBrush(brushBetween(window, drag.anchor, drag.at))
    setDrag(null)
  }

  return (
    <div
      ref={area}
      data-brush
      className="absolute inset-y-0 right-0.5 left-7 cursor-crosshair touch-none"
      onPointerDown={(event) => begin(event)}
      onPointerMove={(event) => drag && setDrag({ ...drag, at: timeAt(event) })}
      onPointerUp={end}
      onPointerCancel={() => setDrag(null)}
    >
      {brush || drag ? (
        <div aria-hidden className="pointer-events-none absolute top-0 bottom-5 border border-accent-line bg-accent/8" style={{ left: `${left}%`, right: `${100 - right}%` }} />
      ) : null}
      <Handle name="Selection begins" at={window.from} percent={left} window={window} seen={brush !== null} onMove={(steps, both) => onBrush(moveBrush(window, both ? 'both' : 'from', steps))} onClear={() => onBrush(null)} onGrab={(event) => begin(event, window.to - 1)} />
      <Handle name="Selection ends" at={window.to} percent={right} window={window} seen={brush !== null} onMove={(steps, both) => onBrush(moveBrush(window, both ? 'both' : 'to', steps))} onClear={() => onBrush(null)} onGrab={(event) => begin(event, window.from)} />
    </div>
  )
}

type HandleProps = {
  name: string
  at: number
  percent: number
  window: RunWindow
  seen: boolean
  onMove: (steps: number, both: boolean) => void
  onClear: () => void
  onGrab: (event: PointerEvent<HTMLElement>) => void
}

const keySteps: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }

function Handle({ name, at, percent, window, seen, onMove, onClear, onGrab }: HandleProps) {
  const timeZone = useTimeZone()
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = keySteps[event.key]
    if (steps !== undefined) onMove(steps, event.shiftKey)
    else if (event.key === 'Escape' && seen) onClear()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="horizontal"
      aria-valuemin={window.since}
      aria-valuemax={window.until}
      aria-valuenow={at}
      aria-valuetext={formatAbsolute(new Date(at * 1000), timeZone)}
      onKeyDown={onKeyDown}
      onPointerDown={onGrab}
      className={`absolute top-6 h-5 w-1.5 -translate-x-1/2 cursor-ew-resize rounded-sm border border-accent bg-raised ${seen ? '' : 'opacity-0 focus-visible:opacity-100'}`}
      style={{ left: `${percent}%` }}
    />
  )
}
