'use client'

import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { KeyCaps } from '@/components/ui/key-caps'
import { formatCount, plural } from '@/lib/format/count'
import { countOfTab, isNarrowed, tabOfStatuses, type CustomerCounts, type CustomerFilter } from '@/lib/customers/filter'

type EmptyProps = { filter: CustomerFilter; counts: CustomerCounts | undefined; onClear: () => void; onAll: () => void }

/** Says which emptiness this is: nobody at all, nobody in this state, or nobody who fits the filter. */
export function CustomersEmpty({ filter, counts, onClear, onAll }: EmptyProps) {
  const all = counts ? countOfTab('all', counts) : 0
  if (isNarrowed(filter)) {
    return (
      <EmptyState title="No customer fits this filter" action={<Button onClick={onClear}>Clear the filter</Button>}>
        {all > 0 ? `${formatCount(all)} ${plural(all, 'fits', 'fit')} it with another status.` : 'Without it there may be some.'}
      </EmptyState>
    )
  }
  if (all === 0) return <EmptyState title="There is no customer yet">A customer appears here with the first row about them in the product’s tables.</EmptyState>
  const title = tabOfStatuses(filter.status) === 'needs_attention' ? 'Nobody needs attention' : 'Nobody is in this state'
  return (
    <EmptyState title={title} action={<Button onClick={onAll}>Show all customers</Button>}>
      {formatCount(all)} {plural(all, 'customer', 'customers')} in all. Whoever gets here appears by itself.
    </EmptyState>
  )
}

const keys = [
  { keys: 'j', words: null },
  { keys: 'k', words: 'move' },
  { keys: 'x', words: 'select' },
  { keys: 'enter', words: 'open' },
  { keys: '?', words: 'all keys' },
] as const

/** How many match, and how many changed under the reader's eyes. */
export function CustomersFooter({ total, attention, changed, onReload }: { total: number | undefined; attention: boolean; changed: number; onReload: () => void }) {
  return (
    <footer className="flex h-8 items-center gap-4 border-t border-line px-6 text-sm text-ink-2 max-sm:px-4">
      <span>
        <strong className="font-medium text-ink">{total === undefined ? '–' : formatCount(total)}</strong>{' '}
        {attention ? plural(total ?? 0, 'needs attention', 'need attention') : plural(total ?? 0, 'customer', 'customers')}
      </span>
      {changed > 0 ? (
        <button type="button" onClick={onReload} className="rounded-sm text-ink-3 hover:text-ink hover:underline">
          {changed} changed while you looked; {plural(changed, 'it moves', 'they move')} at the next reload
        </button>
      ) : null}
      <span aria-hidden className="ml-auto flex items-center gap-2 text-ink-3 max-lg:hidden">
        {keys.map((key) => (
          <span key={key.keys} className="flex items-center gap-1.5">
            <KeyCaps keys={key.keys} />
            {key.words}
          </span>
        ))}
      </span>
    </footer>
  )
}
