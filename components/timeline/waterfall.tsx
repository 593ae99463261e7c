import type { CSSProperties, ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { formatTick } from '@/lib/format/duration'
import type { Bar } from '@/lib/runs/timeline'

const share = (ms: number, scaleMs: number) => `${Math.min(100, (ms / scaleMs) * 100)}%`

/** The columns of the timeline: icon, words, code, provider, bars, duration. Narrow screens have no bars. Words that need two lines get them. */
export const rowGrid =
  'grid grid-cols-[14px_minmax(0,1fr)_auto_64px_minmax(120px,200px)_72px] items-center gap-x-2 min-h-7 max-md:grid-cols-[14px_minmax(0,1fr)_auto_auto]'

/** The place of the bars, with the scale's vertical lines. */
export function Track({ ticks, children }: { ticks: readonly number[]; children?: ReactNode }) {
  return (
    <span aria-hidden className="relative block min-h-7 self-stretch max-md:hidden">
      {ticks.map((tick, index) => (
        <span key={tick} className="absolute inset-y-0 w-px bg-grid" style={{ left: `${(index / (ticks.length - 1)) * 100}%` }} />
      ))}
      {children}
    </span>
  )
}

type BarProps = { bar: Bar; scaleMs: number; className: string; style?: CSSProperties }

/** Time that was worked: solid, at least two pixels. */
export function WorkBar({ bar, scaleMs, className }: BarProps) {
  return (
    <span
      className={cn('absolute top-1/2 h-2 min-w-0.5 -translate-y-1/2 rounded-[2px]', className)}
      style={{ left: `min(${share(bar.offsetMs, scaleMs)}, 100% - 2px)`, width: `min(${share(bar.durationMs, scaleMs)}, 100% - ${share(bar.offsetMs, scaleMs)})` }}
    />
  )
}

/** Time that was waited: hatched; cut in the middle when it is longer than the scale. */
export function WaitBar({ ms, scaleMs }: { ms: number; scaleMs: number }) {
  const tooLong = ms > scaleMs
  return (
    <span
      className={cn('hatched absolute top-1/2 left-0 h-2 min-w-0.5 -translate-y-1/2', tooLong && 'broken')}
      style={{ width: tooLong ? '100%' : share(ms, scaleMs) }}
    />
  )
}

/** What is left of the budget of the step at work. */
export function BudgetLine({ bar, budgetMs, scaleMs }: { bar: Bar; budgetMs: number; scaleMs: number }) {
  const from = bar.offsetMs + bar.durationMs
  const to = bar.offsetMs + budgetMs
  if (to <= from) return null
  return (
    <span
      className="dotted-budget absolute top-1/2 h-px -translate-y-1/2"
      style={{ left: share(from, scaleMs), width: `min(${share(to - from, scaleMs)}, 100% - ${share(from, scaleMs)})` }}
    />
  )
}

/** The scale above an attempt. */
export function Scale({ ticks }: { ticks: readonly number[] }) {
  return (
    <div aria-hidden className={cn(rowGrid, 'min-h-4 max-md:hidden')}>
      <span className="relative col-start-5 block h-4 text-2xs text-ink-3">
        {ticks.map((tick, index) => (
          <span
            key={tick}
            className={cn('absolute whitespace-nowrap', index > 0 && '-translate-x-1/2')}
            style={{ left: `${(index / (ticks.length - 1)) * 100}%` }}
          >
            {formatTick(tick)}
          </span>
        ))}
      </span>
    </div>
  )
}
