'use client'

import { cn } from '@/lib/cn'
import { numberUses, type NumberCounts, type NumberUse } from '@/lib/numbers/number'
import { numberSigns } from './signs'

type Props = { use: NumberUse | null; counts: NumberCounts | undefined; onChange: (use: NumberUse | null) => void }

/** The uses, each with its count; zero stays, greyed. */
export function UseTabs({ use, counts, onChange }: Props) {
  const options = [null, ...numberUses] as const
  return (
    <div role="group" aria-label="Which numbers" className="flex h-11 gap-5 overflow-x-auto max-sm:h-10 max-sm:w-full">
      {options.map((option) => {
        const count = counts ? (option === null ? counts.total : (counts.uses[option] ?? 0)) : null
        return (
          <button
            key={option ?? 'all'}
            type="button"
            aria-pressed={option === use}
            onClick={() => onChange(option)}
            className={cn(
              'flex shrink-0 items-center gap-1.5 border-b-2 pt-0.5 -outline-offset-2 transition-colors',
              option === use ? 'border-accent font-medium' : cn('border-transparent hover:text-ink', count === 0 ? 'text-ink-3' : 'text-ink-2'),
            )}
          >
            {option === null ? 'All' : numberSigns[option].word}
            <span className="font-normal text-ink-3">{count?.toLocaleString('en-US')}</span>
          </button>
        )
      })}
    </div>
  )
}
