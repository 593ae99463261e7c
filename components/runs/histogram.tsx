'use client'

import { roundScale } from '@/components/chart/plot'
import { useTimeZone } from '@/lib/clock/clock-provider'
import { cn } from '@/lib/cn'
import { formatCount } from '@/lib/format/count'
import { formatClock, formatMoment } from '@/lib/format/time'
import type { Bar } from '@/lib/runs/summary'
import { stepsOf, type RunWindow } from '@/lib/runs/window'

/** From the top down: what needs somebody, what is at work, what is done. */
const parts = [
  { of: 'failed', mark: 'bg-danger-mark' },
  { of: 'again', mark: 'bg-progress-mark' },
  { of: 'done', mark: 'bg-bar-quiet' },
] as const

/**
 * Runs by time, stacked. Boxes and not Recharts, which weighs a quarter of this page's scripts; it leaves the room that the brush expects:
 * 28 pixels at the left for the counts, 20 below for the times.
 */
export function Histogram({ window, bars }: { window: RunWindow; bars: readonly Bar[] }) {
  const timeZone = useTimeZone()
  const known = new Map(bars.map((bar) => [bar.at, bar]))
  const steps = stepsOf(window)
  const { max, ticks } = roundScale(Math.max(2, ...bars.map((bar) => bar.done + bar.again + bar.failed)), 2)
  const every = Math.ceil(steps.length / 6)
  const share = (count: number) => `${(100 * count) / max}%`
  return (
    <div aria-hidden className="absolute inset-0 text-xs leading-3 text-ink-3">
      <div className="absolute top-1.5 right-0.5 bottom-5 left-7">
        {ticks.filter(Number.isInteger).map((tick) => (
          <span key={tick} className={cn('absolute inset-x-0 h-px', tick === 0 ? 'bg-axis' : 'bg-grid')} style={{ bottom: share(tick) }}>
            <span className="absolute right-full mr-2 -translate-y-1/2">{formatCount(tick)}</span>
          </span>
        ))}
        <div className="absolute inset-0 flex gap-px">
          {steps.map((at, index) => (
            <span key={at} className="relative flex min-w-0 flex-1 flex-col justify-end">
              <Stack bar={known.get(at)} share={share} />
              {index % every === 0 ? <span className="absolute top-full left-1/2 mt-1 -translate-x-1/2 whitespace-nowrap">{tickWords(at, window, timeZone)}</span> : null}
            </span>
          ))}
        </div>
      </div>
    </div>
  )
}

function Stack({ bar, share }: { bar: Bar | undefined; share: (count: number) => string }) {
  return bar ? parts.map(({ of, mark }) => (bar[of] > 0 ? <span key={of} className={cn('min-h-px', mark)} style={{ height: share(bar[of]) }} /> : null)) : null
}

function tickWords(at: number, { step }: RunWindow, timeZone: string): string {
  const date = new Date(at * 1000)
  if (step >= 3600) return formatMoment(date, new Date(0), timeZone).replace(/ \d{4}$/, '')
  return step < 60 ? formatClock(date, timeZone) : formatClock(date, timeZone).slice(0, 5)
}
