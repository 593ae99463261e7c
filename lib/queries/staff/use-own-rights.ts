'use client'

import { useLiveSignal } from '@/lib/realtime/live-provider'
import { isAbout, mayStay } from '@/lib/staff/own-rights'
import { useSupabase } from '@/lib/supabase/client-provider'

/**
 * A channel is asked for rights when it is joined, not at each message. Whoever was removed or has another role now leaves all channels
 * and loads the page anew, which shows what they may see.
 */
export function useOwnRights(reader: string, role: string): void {
  const supabase = useSupabase()
  const check = async () => {
    if (mayStay(role, await supabase.rpc('current_staff_role'))) return
    void supabase.removeAllChannels()
    window.location.reload()
  }
  useLiveSignal((signal) => {
    if (signal.kind === 'message' && signal.event === 'staff_changed' && isAbout(signal.payload, reader)) void check()
  })
}
