'use client'

import { useEffect, useRef } from 'react'
import { useSupabase } from '@/lib/supabase/client-provider'
import { openChannel, type ChannelHandlers } from './channel'

/** Joins one more private topic while the component is mounted. */
export function useTopic(topic: string, handlers: ChannelHandlers): void {
  const supabase = useSupabase()
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(
    () =>
      openChannel(supabase, topic, {
        onJoined: () => latest.current.onJoined(),
        onLost: () => latest.current.onLost(),
        onMessage: (event, payload) => latest.current.onMessage(event, payload),
      }),
    [supabase, topic],
  )
}
