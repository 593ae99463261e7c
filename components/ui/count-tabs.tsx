'use client'

import { cn } from '@/lib/cn'
import { formatCount } from '@/lib/format/count'

/** One way to look at a list; its count is undefined until it is known. */
export type CountTab<Value> = { value: Value; label: string; count: number | undefined }

type Props<Value> = { label: string; chosen: Value | null; tabs: readonly CountTab<Value>[]; onChange: (value: Value) => void; className?: string }

/** The ways to look at a list, each with its count; zero stays, greyed. */
export function CountTabs<Value extends string>({ label, chosen, tabs, onChange, className }: Props<Value>) {
  return (
    <div role="group" aria-label={label} className={cn('flex h-full gap-5 overflow-x-auto max-sm:h-10 max-sm:w-full', className)}>
      {tabs.map(({ value, label: word, count }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          onClick={() => onChange(value)}
          className={cn(
            'flex shrink-0 items-center gap-1.5 border-b-2 pt-0.5 -outline-offset-2 transition-colors',
            value === chosen ? 'border-accent font-medium' : cn('border-transparent hover:text-ink', count === 0 ? 'text-ink-3' : 'text-ink-2'),
          )}
        >
          {word}
          <span className="font-normal text-ink-3">{count === undefined ? '' : formatCount(count)}</span>
        </button>
      ))}
    </div>
  )
}
