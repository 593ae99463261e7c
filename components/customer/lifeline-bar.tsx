'use client'

import { Moment } from '@/components/time/moment'
import { cn } from '@/lib/cn'
import type { Lifeline, Spent } from '@/lib/customers/lifeline'
import { formatDuration } from '@/lib/format/duration'

const looks: Record<Spent, string> = {
  working: 'bg-work rounded-[1px]',
  now: 'bg-progress-mark rounded-[1px]',
  waiting: 'hatched',
  person: 'hatched-person',
  quiet: 'bg-line',
}

/** From the payment to now, to scale: work solid, waiting hatched, waiting for a person amber. */
export function LifelineBar({ lifeline }: { lifeline: Lifeline }) {
  const { startMs, endMs, stretches, totals, starts, ends } = lifeline
  const whole = Math.max(1, endMs - startMs)
  const working = totals.working + totals.now
  return (
    <div className="mb-4">
      <div aria-hidden className="flex h-3 items-center">
        {stretches.map((stretch) => (
          <span
            key={stretch.fromMs}
            className={cn(stretch.kind === 'working' || stretch.kind === 'now' ? 'h-3 min-w-0.5' : stretch.kind === 'quiet' ? 'h-px' : 'h-2', 'shrink', looks[stretch.kind])}
            style={{ flexBasis: `${((stretch.toMs - stretch.fromMs) / whole) * 100}%` }}
          />
        ))}
      </div>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-5 gap-y-1 text-sm text-ink-2">
        <span className="max-sm:order-1">
          <Moment at={new Date(startMs).toISOString()} className="font-medium text-ink" /> {starts}
        </span>
        <Sum look="bg-work" words="Working" ms={working} />
        <Sum look="hatched" words="Waiting to try again" ms={totals.waiting} />
        {totals.person > 0 ? <Sum look="hatched-person" words="Waiting for a person" ms={totals.person} /> : null}
        <span className="ml-auto max-sm:order-2">
          <Moment at={new Date(endMs).toISOString()} form="moment" className="font-medium text-ink" /> {ends}
        </span>
      </div>
    </div>
  )
}

function Sum({ look, words, ms }: { look: string; words: string; ms: number }) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap max-sm:order-3 max-sm:w-full">
      <span aria-hidden className={cn('h-2 w-4', look)} />
      {words} <span className="font-medium text-ink max-sm:ml-auto">{formatDuration(ms)}</span>
    </span>
  )
}
