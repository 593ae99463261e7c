'use client'

import { useState } from 'react'
import { Moment } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import { cn } from '@/lib/cn'
import { formatCount } from '@/lib/format/count'
import { toIso } from '@/lib/runs/scope'
import type { RunSummary } from '@/lib/runs/summary'
import type { Brush } from '@/lib/runs/window'
import { Histogram } from './histogram'
import { HistogramBrush } from './histogram-brush'

type Props = { summary: RunSummary | undefined; unit: string; brush: Brush | null; onBrush: (brush: Brush | null) => void }

const legend = [
  { words: 'Done', mark: 'bg-bar-quiet' },
  { words: 'At work or going again', mark: 'bg-progress-mark' },
  { words: 'Failed', mark: 'bg-danger-mark' },
] as const

/** The runs of the whole range by time; what is brushed narrows everything below. */
export function HistogramSection({ summary, unit, brush, onBrush }: Props) {
  const [asTable, setAsTable] = useState(false)
  return (
    <section aria-label={`Runs per ${unit}`} className="border-b border-line px-6 pt-2.5 pb-2 max-sm:px-4">
      <div className="flex min-h-6 flex-wrap items-center gap-x-4 text-sm text-ink-2">
        <h2>Runs per {unit}</h2>
        {legend.map(({ words, mark }) => (
          <span key={words} className="flex items-center gap-1.5">
            <span aria-hidden className={cn('size-2 rounded-[2px]', mark)} />
            {words}
          </span>
        ))}
        <span className="ml-auto text-ink-3 max-lg:hidden">Drag to select, arrows to move, Esc to clear</span>
        <Button kind="quiet" size="sm" aria-pressed={asTable} className="max-lg:ml-auto" onClick={() => setAsTable(!asTable)}>
          {asTable ? 'As a chart' : 'As a table'}
        </Button>
      </div>
      {asTable && summary ? (
        <BarTable summary={summary} />
      ) : (
        <div className="relative h-26">
          {summary ? <Histogram window={summary.window} bars={summary.bars} /> : null}
          {summary ? <HistogramBrush window={summary.window} brush={brush} onBrush={onBrush} /> : null}
          {summary && summary.bars.length === 0 ? <p className="pointer-events-none absolute inset-x-0 top-9 text-center text-ink-3">No run in this time</p> : null}
        </div>
      )}
    </section>
  )
}

function BarTable({ summary }: { summary: RunSummary }) {
  const head = 'sticky top-0 bg-canvas py-1 pr-6 text-left font-normal text-ink-3 not-first:text-right'
  return (
    <div className="max-h-26 overflow-y-auto text-sm">
      <table className="w-full max-w-120">
        <thead>
          <tr>
            <th className={head}>Since</th>
            <th className={head}>Done</th>
            <th className={head}>At work or going again</th>
            <th className={head}>Failed</th>
          </tr>
        </thead>
        <tbody>
          {summary.bars.toReversed().map((bar) => (
            <tr key={bar.at} className="border-t border-line text-right">
              <td className="py-0.5 pr-6 text-left">
                <Moment at={toIso(bar.at)} />
              </td>
              <td className="pr-6">{formatCount(bar.done)}</td>
              <td className="pr-6">{formatCount(bar.again)}</td>
              <td className="pr-6">{formatCount(bar.failed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
