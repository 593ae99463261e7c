'use client'

import { useQuery } from '@tanstack/react-query'
import { useSupabase } from '@/lib/supabase/client-provider'
import { paddleEventsOptions } from './options'

/** The events of Paddle that wait. */
export function usePaddleEvents() {
  return useQuery(paddleEventsOptions(useSupabase()))
}
