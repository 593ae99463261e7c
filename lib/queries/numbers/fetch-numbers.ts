import { z } from 'zod'
import { ReadError } from '@/lib/errors'
import { numberCountsSchema, ownedNumberSchema, type NumberCounts, type NumberUse, type OwnedNumber } from '@/lib/numbers/number'
import type { Client } from '@/lib/supabase/browser'

export const numberPageSize = 50
export type NumberPage = { rows: OwnedNumber[]; next: number | null }

/** A page of the inventory, newest first; null lists every use. */
export async function fetchNumbers(client: Client, use: NumberUse | null, before: number | null): Promise<NumberPage> {
  const { data, error } = await client.rpc('read_numbers', { ...(use && { p_use: use }), ...(before !== null && { p_before: before }), p_limit: numberPageSize + 1 })
  if (error) throw new ReadError('numbers', error)
  const found = z.array(ownedNumberSchema).parse(data)
  const rows = found.slice(0, numberPageSize)
  return { rows, next: found.length > numberPageSize ? (rows.at(-1)?.id ?? null) : null }
}

/** How many numbers there are of each use, and what they cost. */
export async function fetchNumberCounts(client: Client): Promise<NumberCounts> {
  const { data, error } = await client.rpc('count_numbers')
  if (error) throw new ReadError('number counts', error)
  return numberCountsSchema.parse(data)
}
