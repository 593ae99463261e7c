'use client'

import { useQuery } from '@tanstack/react-query'
import { findCustomers } from '@/lib/queries/rollout/find-customers'
import { useSupabase } from '@/lib/supabase/client-provider'

/** Customers whose e-mail, number or id fits what was typed. */
export function useFoundCustomers(text: string, enabled = true) {
  const client = useSupabase()
  return useQuery({ queryKey: ['runs', 'customers', text], queryFn: () => findCustomers(client, text), enabled })
}
