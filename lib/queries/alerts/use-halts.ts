'use client'

import { useQuery } from '@tanstack/react-query'
import { ReadError } from '@/lib/errors'
import { useSupabase } from '@/lib/supabase/client-provider'
import { alertKeys } from './options'

/** The scopes that stand still, with the code and the reason; read again with the alerts. */
export function useHalts() {
  const supabase = useSupabase()
  return useQuery({
    queryKey: [...alertKeys.all, 'halts'] as const,
    queryFn: async () => {
      const { data, error } = await supabase.from('provision_halts').select('scope, error_code, reason, halted_at').not('halted_at', 'is', null).order('scope')
      if (error) throw new ReadError('halts', error)
      return data
    },
  })
}
