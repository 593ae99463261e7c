'use client'

import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { CheckBox } from '@/components/ui/check-box'
import { cn } from '@/lib/cn'
import { customerFacets, fixedWords, type CustomerCounts, type CustomerFacet, type CustomerFilter } from '@/lib/customers/filter'
import { formatCount } from '@/lib/format/count'
import { customerFacetTitles, customerFacetWord } from './words'

type Props = { filter: CustomerFilter; counts: CustomerCounts | undefined; onToggle: (facet: CustomerFacet, word: string) => void }

const shortList = 7

/** The facets: each word with how many customers its choice leads to. Zero stays, greyed. */
export function CustomerFacets(props: Props) {
  return (
    <div className="flex flex-col gap-4 py-3">
      {customerFacets.map((facet) => (
        <Facet key={facet} facet={facet} {...props} />
      ))}
    </div>
  )
}

function Facet({ facet, filter, counts, onToggle }: Props & { facet: CustomerFacet }) {
  const [open, setOpen] = useState(true)
  const [all, setAll] = useState(false)
  const chosen = filter[facet]
  const found = counts?.facets[facet] ?? {}
  const byCount = Object.keys(found).toSorted((a, b) => (found[b] ?? 0) - (found[a] ?? 0))
  const words = [...new Set([...(fixedWords[facet] ?? []), ...byCount, ...chosen])]
  const shown = all ? words : words.filter((word, at) => at < shortList || chosen.includes(word) || fixedWords[facet] !== undefined)
  if (words.length === 0) return null
  return (
    <section aria-label={customerFacetTitles[facet]}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="flex h-6 w-full items-center gap-1.5 rounded-sm text-sm text-ink-2 hover:text-ink">
        <ChevronDown aria-hidden size={12} strokeWidth={1.5} className={cn('transition-transform', !open && '-rotate-90')} />
        {customerFacetTitles[facet]}
        {!open && chosen.length > 0 ? <span className="text-ink-3">{chosen.length} chosen</span> : null}
      </button>
      {open
        ? shown.map((word) => {
            const count = found[word] ?? 0
            return (
              <label key={word} data-word={word} className={cn('flex h-6 cursor-pointer items-center gap-2 rounded-sm max-sm:h-9', count === 0 && !chosen.includes(word) && 'text-ink-3')}>
                <CheckBox checked={chosen.includes(word)} onChange={() => onToggle(facet, word)} />
                <span className="min-w-0 flex-1 truncate">{customerFacetWord(facet, word)}</span>
                <span className="text-ink-3">{counts ? formatCount(count) : ''}</span>
              </label>
            )
          })
        : null}
      {open && shown.length < words.length ? (
        <button type="button" onClick={() => setAll(true)} className="h-6 rounded-sm pl-5.5 text-accent-ink hover:underline max-sm:h-9">
          {words.length - shown.length} more
        </button>
      ) : null}
    </section>
  )
}
