'use client'

import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { CheckBox } from '@/components/ui/check-box'
import { cn } from '@/lib/cn'
import { formatCount } from '@/lib/format/count'
import { facetKeys, facetWords, type FacetKey, type RunFilter } from '@/lib/runs/filter'
import type { RunSummary } from '@/lib/runs/summary'
import { facetTitles, facetWord } from '@/lib/sentences/facet-words'

type Props = { filter: RunFilter; facets: RunSummary['facets'] | undefined; names: Readonly<Record<string, string>>; onToggle: (key: FacetKey, word: string) => void }

/** The facets: each word with how many runs its choice leads to. Zero stays, greyed. */
export function FacetList(props: Props) {
  return (
    <div className="flex flex-col gap-4 py-3">
      {facetKeys.map((key) => (
        <Facet key={key} facet={key} {...props} />
      ))}
    </div>
  )
}

function Facet({ facet, filter, facets, names, onToggle }: Props & { facet: FacetKey }) {
  const [open, setOpen] = useState(true)
  const chosen: readonly string[] = filter[facet]
  const counts = facets?.[facet] ?? {}
  const words = [...new Set([...facetWords[facet], ...Object.keys(counts), ...chosen])]
  return (
    <section aria-label={facetTitles[facet]}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-6 w-full items-center gap-1.5 rounded-sm text-sm text-ink-2 hover:text-ink"
      >
        <ChevronDown aria-hidden size={12} strokeWidth={1.5} className={cn('transition-transform', !open && '-rotate-90')} />
        {facetTitles[facet]}
        {!open && chosen.length > 0 ? <span className="text-ink-3">{chosen.length} chosen</span> : null}
      </button>
      {open
        ? words.map((word) => {
            const count = counts[word] ?? 0
            return (
              <label
                key={word}
                data-word={word}
                className={cn('flex h-6 cursor-pointer items-center gap-2 rounded-sm max-sm:h-9', count === 0 && !chosen.includes(word) && 'text-ink-3')}
              >
                <CheckBox checked={chosen.includes(word)} onChange={() => onToggle(facet, word)} />
                <span className="min-w-0 flex-1 truncate">{facetWord(facet, word, names)}</span>
                <span className="text-ink-3">{facets ? formatCount(count) : ''}</span>
              </label>
            )
          })
        : null}
    </section>
  )
}
