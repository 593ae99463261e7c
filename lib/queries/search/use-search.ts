'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { ReadError } from '@/lib/errors'
import { foundSchema, searchedText, type Found } from '@/lib/search/found'
import type { Client } from '@/lib/supabase/browser'
import { useSupabase } from '@/lib/supabase/client-provider'

/** Customers and runs for what somebody typed, exact ones first. */
async function searchConsole(client: Client, text: string, signal?: AbortSignal): Promise<Found[]> {
  const call = client.rpc('search_console', { p_text: text })
  const { data, error } = await (signal ? call.abortSignal(signal) : call)
  if (error) throw new ReadError('search', error)
  return z.array(foundSchema).parse(data)
}

/** The same while somebody types; what was found stays until something else is. */
export function useSearch(text: string) {
  const client = useSupabase()
  const wanted = searchedText(text)
  return useQuery({
    queryKey: ['search', wanted],
    queryFn: ({ signal }) => searchConsole(client, wanted, signal),
    enabled: wanted.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}
