'use client'

import { cn } from '@/lib/cn'
import { countOfTab, customerTabs, type CustomerCounts, type CustomerTab } from '@/lib/customers/filter'
import { formatCount } from '@/lib/format/count'
import { customerTabLabels } from './words'

/** The statuses that one looks at most, each with its count. */
export function CustomerTabs({ tab, counts, onChange }: { tab: CustomerTab | null; counts: CustomerCounts | undefined; onChange: (tab: CustomerTab) => void }) {
  return (
    <div role="group" aria-label="Which customers" className="flex h-full gap-5 overflow-x-auto max-sm:h-10 max-sm:w-full">
      {customerTabs.map((option) => (
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
          {customerTabLabels[option]}
          <span className="font-normal text-ink-3">{counts ? formatCount(countOfTab(option, counts)) : ''}</span>
        </button>
      ))}
    </div>
  )
}
