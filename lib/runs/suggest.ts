import { lookUpCode } from '@domain/error-catalogue.ts'
import { facetWord, filterNames } from '@/lib/sentences/facet-words'
import { facetKeys } from './filter'
import { filterKeys, type FilterTerm, type Typed } from './filter-text'
import type { RunSummary } from './summary'

/** One line under the filter field: a term to add, or a key to go on with. */
export type Suggestion = { id: string; title: string; words: string; count: string | null } & ({ term: FilterTerm } | { term: null; insert: string })

type Input = {
  typed: Typed
  summary: Pick<RunSummary, 'facets' | 'errors'> | undefined
  names: Readonly<Record<string, string>>
  people: readonly { userId: string; email: string | null }[]
}

const most = 12

/** What could be meant, most likely first: keys that begin so, then values that exist now, with how many runs each leads to. */
export function suggestTerms({ typed, summary, names, people }: Input): Suggestion[] {
  const wanted = typed.text.toLowerCase()
  const keys: Suggestion[] = typed.key
    ? []
    : filterKeys
        .filter((key) => key.startsWith(wanted))
        .map((key) => ({ id: key, title: `${key}:`, words: filterNames[key], count: null, term: null, insert: `${key}:` }))
  const values = valuesOf(summary, names).filter(({ term, words }) => {
    if (typed.key && term.key !== typed.key) return false
    if (!typed.key && wanted === '') return false
    return term.value.toLowerCase().includes(wanted) || words.toLowerCase().includes(wanted)
  })
  const found = people.map(({ userId, email }): Suggestion => ({
    id: `customer-${userId}`,
    title: 'customer:',
    words: email ?? userId,
    count: null,
    term: { key: 'customer', value: userId },
  }))
  const run = typed.key !== 'run' && typed.key !== null ? null : (/^#?([1-9]\d{0,14})$/.exec(typed.text)?.[1] ?? null)
  const opens: Suggestion[] = run ? [{ id: 'run', title: `run:${run}`, words: 'Open this run', count: null, term: { key: 'run', value: run } }] : []
  return [...keys, ...values, ...found, ...opens].slice(0, most)
}

type Value = Suggestion & { term: FilterTerm }

function valuesOf(summary: Input['summary'], names: Input['names']): Value[] {
  if (!summary) return []
  const codes = summary.errors.codes.map(({ code, runs }): Value => ({
    id: `code-${code}`,
    title: `code:${code}`,
    words: lookUpCode(code).reason,
    count: String(runs),
    term: { key: 'code', value: code },
  }))
  const words = facetKeys.flatMap((key) =>
    Object.entries(summary.facets[key]).map(([word, count]): Value => ({
      id: `${key}-${word}`,
      title: `${key}:${word}`,
      words: facetWord(key, word, names),
      count: String(count),
      term: { key, value: word },
    })),
  )
  return [...codes, ...words]
}
