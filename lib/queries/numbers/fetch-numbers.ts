import { z } from 'zod'
import { ReadError } from '@/lib/errors'
import { listedNumberSchema, numberCountsSchema, type ListedNumber, type NumberCounts, type NumberView } from '@/lib/numbers/number'
import type { Client } from '@/lib/supabase/browser'

const numberPageSize = 50
/** Where a page begins: after this row. */
export type NumberCursor = Pick<ListedNumber, 'rank' | 'since' | 'key'>
export type NumberPage = { rows: ListedNumber[]; next: NumberCursor | null }

/** A page of the inventory: what needs a person first, then the newest. */
export async function fetchNumbers(client: Client, view: NumberView, after: NumberCursor | null): Promise<NumberPage> {
  const { data, error } = await client.rpc('read_numbers', {
    ...(view.class !== null && { p_class: view.class }),
    ...(view.use !== null && { p_use: view.use }),
    ...(after !== null && { p_after: after }),
    p_limit: numberPageSize + 1,
  })
  if (error) throw new ReadError('numbers', error)
  const found = z.array(listedNumberSchema).parse(data)
  const rows = found.slice(0, numberPageSize)
  const last = rows.at(-1)
  return { rows, next: found.length > numberPageSize && last ? { rank: last.rank, since: last.since, key: last.key } : null }
}

/** How many numbers there are of each class and use, what they cost, and how the last comparison went. */
export async function fetchNumberCounts(client: Client): Promise<NumberCounts> {
  const { data, error } = await client.rpc('count_numbers')
  if (error) throw new ReadError('number counts', error)
  return numberCountsSchema.parse(data)
}
