'use client'

import { Search } from 'lucide-react'
import { useDeferredValue, useId, useState, type KeyboardEvent, type RefObject } from 'react'
import { cn } from '@/lib/cn'
import { useFoundCustomers } from '@/lib/queries/runs/use-found-customers'
import { parseTerms, parseTyped, type FilterTerm } from '@/lib/runs/filter-text'
import { suggestTerms } from '@/lib/runs/suggest'
import type { RunSummary } from '@/lib/runs/summary'

type Props = { summary: RunSummary | undefined; names: Readonly<Record<string, string>>; onAdd: (terms: readonly FilterTerm[]) => void; field: RefObject<HTMLInputElement | null> }

/** Type a key and a value, or anything: the keys and the values that exist are offered. */
export function FilterField({ summary, names, onAdd, field }: Props) {
  const id = useId()
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const typed = parseTyped(useDeferredValue(text))
  const wantsPeople = typed.text.length >= 2 && (typed.key === 'customer' || typed.key === null)
  const people = useFoundCustomers(typed.text, open && wantsPeople)
  const offered = suggestTerms({ typed, summary, names, people: wantsPeople ? (people.data ?? []) : [] })
  const chosen = offered[Math.min(at, offered.length - 1)]

  const change = (next: string) => {
    setText(next)
    setAt(0)
    setOpen(true)
  }
  const take = (index: number) => {
    const suggestion = offered[index]
    if (!suggestion) return
    if (suggestion.term === null) return change(suggestion.insert)
    onAdd([suggestion.term])
    change('')
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpen(true)
      if (offered.length > 0) setAt((Math.min(at, offered.length - 1) + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
    } else if (event.key === 'Enter') {
      const terms = parseTerms(text)
      const [only] = terms ?? []
      const isOffered = offered.some(({ term }) => term !== null && term.key === only?.key && term.value === only.value)
      // What is written in full counts as written; the beginning of something takes what is marked.
      if (terms && (terms.length > 1 || isOffered || !offered.some(({ term }) => term !== null))) {
        onAdd(terms)
        change('')
        setOpen(false)
      } else take(Math.min(at, offered.length - 1))
    } else if (event.key === 'Escape' && (open || text !== '')) {
      setOpen(false)
      setText('')
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="relative w-50 max-sm:w-full">
      <Search aria-hidden size={14} strokeWidth={1.5} className="pointer-events-none absolute top-1.75 left-2.5 text-ink-3 max-sm:top-3" />
      <input
        ref={field}
        role="combobox"
        aria-label="Filter the runs"
        aria-expanded={open && offered.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && chosen ? `${id}-${chosen.id}` : undefined}
        aria-autocomplete="list"
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        placeholder="Filter, like code:20503"
        value={text}
        onChange={(event) => change(event.target.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        className="h-7 w-full rounded-md border border-line-strong bg-raised pr-2 pl-8 max-sm:h-10 max-sm:text-[16px]"
      />
      <div id={`${id}-list`} role="listbox" aria-label="Filters" hidden={!open || offered.length === 0} className="absolute top-full left-0 z-30 mt-1.5 max-h-80 w-80 max-w-[calc(100vw-32px)] animate-appear overflow-y-auto rounded-lg bg-raised p-1 shadow-float">
        {offered.map((suggestion, index) => (
          <div
            key={suggestion.id}
            id={`${id}-${suggestion.id}`}
            role="option"
            aria-selected={suggestion === chosen}
            onPointerDown={(event) => {
              event.preventDefault()
              take(index)
            }}
            className={cn('flex min-h-7 cursor-pointer items-center gap-2 rounded-sm px-2', suggestion === chosen ? 'bg-hover' : '')}
          >
            <span className="shrink-0 font-mono text-sm">{suggestion.title}</span>
            <span className="min-w-0 flex-1 truncate text-ink-2">{suggestion.words}</span>
            {suggestion.count === null ? null : <span className="text-ink-3">{suggestion.count}</span>}
          </div>
        ))}
      </div>
    </div>
  )
}
