'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { useSupabase } from '@/lib/supabase/client-provider'
import { rolloutKeys } from './keys'
import { rolloutStatusOptions } from './options'

/** Rollout, stop and guard. */
export function useRolloutStatus() {
  return useQuery(rolloutStatusOptions(useSupabase()))
}

/** Keeps everything about the rollout right as others change it; once, in the shell. */
export function useLiveRollout(): void {
  const cache = useQueryClient()
  const refetch = useRefetch(() => cache.invalidateQueries({ queryKey: rolloutKeys.all }))
  useLiveSignal((signal) => {
    if (signal.kind === 'resync') refetch.twice()
    else if (signal.event === 'rollout_changed') refetch.once()
  })
}
