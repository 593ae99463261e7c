import { z } from 'zod'
import { facetKeys, type FacetKey } from './filter'
import { runTabs, type RunTab } from './tabs'
import { reach, type RunWindow } from './window'

/** A bar of the histogram. */
export type Bar = { at: number; done: number; again: number; failed: number }
/** An error of the selection; `checkFirst` of its customers have a buy that nobody may repeat before a look. */
export type CodeCount = { code: string; runs: number; customers: number; checkFirst: number; tenths: number[]; first: string; last: string }

/** Everything around the list of runs, from one snapshot. */
export type RunSummary = {
  window: RunWindow
  total: number
  /** How many came after the head of a list that is held. */
  newer: number
  tabs: Record<RunTab, number>
  facets: Record<FacetKey, Record<string, number>>
  bars: Bar[]
  errors: { runs: number; customers: number; codes: CodeCount[] }
}

const count = z.number()
const words = z.record(z.string(), count)
const code = z
  .object({ code: z.string(), runs: count, customers: count, check_first: count, tenths: z.array(count), first: z.string(), last: z.string() })
  .transform(({ check_first, ...row }): CodeCount => ({ ...row, checkFirst: check_first }))
const schema = z.object({
  total: count,
  newer: count,
  tabs: z.record(z.enum(runTabs), count),
  facets: z.partialRecord(z.enum(facetKeys), words),
  histogram: z.array(z.tuple([count, count, count, count])),
  errors: z.object({
    runs: count,
    customers: count,
    codes: z.array(code),
  }),
})

/** What `summarise_runs` answers; throws on anything else. */
export function parseSummary(data: unknown, window: RunWindow): RunSummary {
  const { histogram, facets, ...rest } = schema.parse(data)
  return {
    ...rest,
    window: reach(window, histogram.at(-1)?.[0]),
    facets: { status: facets.status ?? {}, action: facets.action ?? {}, step: facets.step ?? {}, provider: facets.provider ?? {}, by: facets.by ?? {} },
    bars: histogram.map(([at, done, again, failed]) => ({ at, done, again, failed })),
  }
}
