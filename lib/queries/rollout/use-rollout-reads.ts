'use client'

import { useQuery } from '@tanstack/react-query'
import { useSupabase } from '@/lib/supabase/client-provider'
import { findCustomers } from './find-customers'
import { rolloutKeys } from './keys'
import { activationOptions, explanationOptions, rolloutHistoryOptions, rolloutOverridesOptions, rolloutPreviewOptions, stopPreviewOptions } from './options'

/** What a percentage would do; the last answer stays while the next is counted. */
export function useRolloutPreview(bp: number) {
  return useQuery(rolloutPreviewOptions(useSupabase(), bp))
}

/** What a stop leaves standing, read when the dialog opens. */
export function useStopPreview(enabled: boolean) {
  return useQuery({ ...stopPreviewOptions(useSupabase()), enabled })
}

export function useActivationPreview() {
  return useQuery(activationOptions(useSupabase()))
}

/** Why a customer is in or out. */
export function useExplanation(userId: string | null, bp: number) {
  return useQuery({ ...explanationOptions(useSupabase(), userId ?? '', bp), enabled: userId !== null })
}

export function useRolloutHistory() {
  return useQuery(rolloutHistoryOptions(useSupabase()))
}

export function useRolloutOverrides() {
  return useQuery(rolloutOverridesOptions(useSupabase()))
}

/** Customers whose e-mail, number or id matches what was typed. */
export function useFoundCustomers(text: string) {
  const supabase = useSupabase()
  return useQuery({ queryKey: rolloutKeys.found(text), queryFn: () => findCustomers(supabase, text), enabled: text.trim().length >= 2 })
}
