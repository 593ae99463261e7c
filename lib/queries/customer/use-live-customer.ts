'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { CustomerPage } from '@/lib/customers/customer'
import { applyRunChange, applyStep } from './merge-live'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { useTopic } from '@/lib/realtime/use-topic'
import { parseRunChange } from '@/lib/runs/parse-run'
import { parseStepsAdded } from '@/lib/runs/step'
import { useSupabase } from '@/lib/supabase/client-provider'
import { customerKeys } from './keys'
import { customerOptions, runsAtFirst } from './options'

/** One customer, kept right by what is heard of them and of the engine as a whole. */
export function useLiveCustomer(id: string, runs: number = runsAtFirst) {
  const supabase = useSupabase()
  const cache = useQueryClient()
  const query = useQuery(customerOptions(supabase, id, runs))
  const refetch = useRefetch(() => cache.refetchQueries({ queryKey: customerKeys.page(id), type: 'active' }))
  const update = (change: (page: CustomerPage) => CustomerPage) =>
    cache.setQueryData<CustomerPage | null>(customerKeys.read(id, runs), (page) => page && change(page))

  useLiveSignal((signal) => {
    if (signal.kind === 'resync') refetch.twice()
    // Halts, flags and incidents change the verdict of everybody; other people’s runs and facts do not.
    else if (signal.event !== 'run_changed' && signal.event !== 'customers_changed') refetch.once()
  })
  useTopic(`ops:user:${id}`, {
    onJoined: refetch.twice,
    onLost: () => undefined,
    onMessage: (event, payload) => {
      if (event === 'steps_added') update((page) => parseStepsAdded(payload).reduce(applyStep, page))
      if (event === 'run_changed') {
        const change = parseRunChange(payload)
        if (change) update((page) => applyRunChange(page, change))
      }
      refetch.once()
    },
  })
  return { query, refetch: refetch.once }
}
