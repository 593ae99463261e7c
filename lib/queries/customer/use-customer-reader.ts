'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { CustomerPage } from '@/lib/customers/customer'
import { useSupabase } from '@/lib/supabase/client-provider'
import { customerOptions } from './options'

/** Reads one customer when something is about to be asked of them; null for somebody unknown. */
export function useCustomerReader(): (id: string) => Promise<CustomerPage | null> {
  const supabase = useSupabase()
  const cache = useQueryClient()
  return (id) => cache.fetchQuery(customerOptions(supabase, id))
}
