import { rangeSpecs, runRanges } from '@/lib/runs/window'

type Wanted = { since?: string | undefined; until?: string | undefined; status?: string; code?: string; provider?: string; step?: string; action?: string }

/** The runs behind a figure: the address of the runs page that shows just them. */
export function runsLink({ since, until, ...words }: Wanted, now: Date = new Date()): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(words)) if (value !== undefined) params.set(key, value)
  const from = since === undefined ? null : Math.floor(Date.parse(since) / 1000)
  const to = until === undefined ? null : Math.ceil(Date.parse(until) / 1000)
  if (from !== null) {
    const length = ((to ?? now.getTime() / 1000) - from) * 1000
    params.set('range', runRanges.find((range) => rangeSpecs[range].ms >= length) ?? '7d')
    params.set('from', String(from))
    // A period that is still running stays open.
    if (to !== null && to * 1000 < now.getTime()) params.set('to', String(to))
  }
  const query = params.toString()
  return query === '' ? '/runs' : `/runs?${query}`
}
