'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useTimeZone } from '@/lib/clock/clock-provider'
import { formatMoment } from '@/lib/format/time'
import { useFoundCustomers } from '@/lib/queries/runs/use-found-customers'
import { facetKeys, isNarrowed, noFilter, type RunFilter } from '@/lib/runs/filter'
import type { Brush } from '@/lib/runs/window'
import { facetTitles, facetWord } from '@/lib/sentences/facet-words'

type Props = {
  filter: RunFilter
  brush: Brush | null
  names: Readonly<Record<string, string>>
  onChange: (filter: RunFilter) => void
  onBrush: (brush: Brush | null) => void
}

/** What narrows the list, one chip each, taken off with a click. */
export function FilterChips({ filter, brush, names, onChange, onBrush }: Props) {
  const timeZone = useTimeZone()
  const moment = (seconds: number) => formatMoment(new Date(seconds * 1000), new Date(), timeZone)
  if (!brush && !isNarrowed(filter)) return null
  return (
    <div role="group" aria-label="What narrows the list" className="flex flex-wrap items-center gap-2">
      {brush ? (
        <FilterChip name="Time" onRemove={() => onBrush(null)}>
          {moment(brush.from)} to {brush.to === null ? 'now' : moment(brush.to)}
        </FilterChip>
      ) : null}
      {facetKeys.map((key) =>
        filter[key].length > 0 ? (
          <FilterChip key={key} name={facetTitles[key]} onRemove={() => onChange({ ...filter, [key]: [] })}>
            {filter[key].map((word) => facetWord(key, word, names)).join(' or ')}
          </FilterChip>
        ) : null,
      )}
      {filter.code.length > 0 ? (
        <FilterChip name="Code" onRemove={() => onChange({ ...filter, code: [] })}>
          <span className="font-mono text-sm">{filter.code.join(' or ')}</span>
        </FilterChip>
      ) : null}
      {filter.customer ? <CustomerChip id={filter.customer} onRemove={() => onChange({ ...filter, customer: null })} /> : null}
      <Button
        kind="quiet"
        onClick={() => {
          onBrush(null)
          onChange(noFilter)
        }}
      >
        Clear
      </Button>
    </div>
  )
}

function CustomerChip({ id, onRemove }: { id: string; onRemove: () => void }) {
  const found = useFoundCustomers(id)
  return (
    <FilterChip name="Customer" onRemove={onRemove}>
      {found.data?.[0]?.email ?? id.slice(0, 8)}
    </FilterChip>
  )
}

function FilterChip({ name, onRemove, children }: { name: string; onRemove: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onRemove}
      title={`Take off: ${name}`}
      className="inline-flex h-7 max-w-80 items-center gap-1.5 rounded-md border border-line-strong bg-raised px-2.5 whitespace-nowrap hover:bg-hover"
    >
      <span className="text-ink-2">{name} is</span>
      <span className="truncate font-medium">{children}</span>
      <X aria-hidden size={12} strokeWidth={1.5} className="shrink-0 text-ink-2" />
      <span className="sr-only">, take off</span>
    </button>
  )
}
