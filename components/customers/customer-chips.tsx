'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { customerFacets, noCustomerFilter, type CustomerFilter } from '@/lib/customers/filter'
import { customerFacetTitles, customerFacetWord } from './words'

/** What narrows the list beside its tab, each with a way out. */
export function CustomerChips({ filter, onChange }: { filter: CustomerFilter; onChange: (filter: CustomerFilter) => void }) {
  const facets = customerFacets.filter((facet) => filter[facet].length > 0 && (facet !== 'status' || filter.status.length > 1))
  if (facets.length === 0) return null
  return (
    <>
      {facets.map((facet) => {
        const words = filter[facet].map((word) => customerFacetWord(facet, word)).join(' or ')
        return (
          <span key={facet} className="inline-flex h-7 items-center gap-1 rounded-md border border-line-strong bg-raised pr-1 pl-2.5">
            {customerFacetTitles[facet]} is <strong className="font-medium">{words}</strong>
            <button
              type="button"
              aria-label={`Remove ${customerFacetTitles[facet]} is ${words}`}
              onClick={() => onChange({ ...filter, [facet]: [] })}
              className="flex size-5 items-center justify-center rounded-sm text-ink-2 hover:bg-hover"
            >
              <X aria-hidden size={12} strokeWidth={1.5} />
            </button>
          </span>
        )
      })}
      <Button kind="quiet" onClick={() => onChange({ ...noCustomerFilter, status: filter.status.length > 1 ? [] : filter.status })}>
        Clear
      </Button>
    </>
  )
}
