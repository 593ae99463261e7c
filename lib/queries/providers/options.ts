import { queryOptions } from '@tanstack/react-query'
import { ReadError } from '@/lib/errors'
import { providerHealthSchema } from '@/lib/providers/health'
import type { Client } from '@/lib/supabase/browser'

export const providerKeys = { health: ['providers', 'health'] as const }

/** How the providers do. Ten minutes go by even when nothing happens, so it is read again without a signal. */
export function providerHealthOptions(client: Client) {
  return queryOptions({
    queryKey: providerKeys.health,
    queryFn: async () => {
      const { data, error } = await client.rpc('read_provider_health')
      if (error) throw new ReadError('provider health', error)
      return providerHealthSchema.parse(data)
    },
    refetchInterval: 20_000,
  })
}
