'use client'

import { cn } from '@/lib/cn'
import { formatCount } from '@/lib/format/count'
import { runTabLabels, runTabs, type RunTab } from '@/lib/runs/tabs'

type Props = { tab: RunTab | null; counts: Record<RunTab, number> | undefined; onChange: (tab: RunTab) => void }

/** The ways to look at the runs, each with its count. */
export function RunTabs({ tab, counts, onChange }: Props) {
  return (
    <div role="group" aria-label="Which runs" className="flex h-full gap-5 overflow-x-auto max-sm:order-3 max-sm:h-10 max-sm:w-full">
      {runTabs.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === tab}
          onClick={() => onChange(option)}
          className={cn(
            'flex shrink-0 items-center gap-1.5 border-b-2 pt-0.5 -outline-offset-2 transition-colors',
            option === tab ? 'border-accent font-medium' : 'border-transparent text-ink-2 hover:text-ink',
          )}
        >
          {runTabLabels[option]}
          <span className="font-normal text-ink-3">{counts ? formatCount(counts[option]) : ''}</span>
        </button>
      ))}
    </div>
  )
}
