'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { useSupabase } from '@/lib/supabase/client-provider'
import { providerHealthOptions, providerKeys } from './options'

/** How the providers do. */
export function useProviderHealth() {
  return useQuery(providerHealthOptions(useSupabase()))
}

/** Keeps it right when one goes down or comes back; once, in the shell. */
export function useLiveProviderHealth(): void {
  const cache = useQueryClient()
  const refetch = useRefetch(() => cache.invalidateQueries({ queryKey: providerKeys.health }))
  useLiveSignal((signal) => {
    if (signal.kind === 'resync' || signal.event === 'providers_changed') refetch.once()
  })
}
