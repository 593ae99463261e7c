'use client'

import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useSupabase } from '@/lib/supabase/client-provider'
import { openChannel } from './channel'
import { connectionState, staleAfterMs, type Connection } from './connection'

/** What a screen hears: a message of the topic, or that it must read again because it may have missed some. */
export type LiveSignal = { kind: 'message'; event: string; payload: unknown } | { kind: 'resync' }
type Listener = (signal: LiveSignal) => void
type Live = { connection: Connection; listen: (listener: Listener) => () => void }

const LiveContext = createContext<Live | null>(null)
const tickMs = 5000

/** Holds the console's one channel `ops:console`, and knows whether the screen is live, reconnecting or stale. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const supabase = useSupabase()
  const listeners = useRef(new Set<Listener>())
  const joined = useRef(false)
  const [connection, setConnection] = useState<Connection>({ state: 'connecting', since: 0 })

  const tell = useCallback((signal: LiveSignal) => {
    for (const listener of listeners.current) listener(signal)
  }, [])
  const listen = useCallback((listener: Listener) => {
    listeners.current.add(listener)
    // A page may come to life after the join: what was said between the server's read and now, it has missed.
    if (joined.current) listener({ kind: 'resync' })
    return () => void listeners.current.delete(listener)
  }, [])

  useEffect(() => {
    let joinedOnce = false
    let lostAt: number | null = Date.now()
    const update = () => {
      const state = connectionState({ joinedOnce, lostAt, now: Date.now() })
      const since = lostAt ?? 0
      setConnection((old) => (old.state === state && old.since === since ? old : { state, since }))
    }
    const lose = () => {
      lostAt ??= Date.now()
      joined.current = false
      update()
    }
    const join = () =>
      openChannel(supabase, 'ops:console', {
        onJoined: () => {
          joinedOnce = true
          joined.current = true
          lostAt = null
          update()
          tell({ kind: 'resync' })
        },
        onLost: lose,
        onMessage: (event, payload) => tell(event === 'refetch' ? { kind: 'resync' } : { kind: 'message', event, payload }),
      })
    let close = join()
    // The socket may have outlived a short loss, and then says nothing: the channel is joined anew, which proves that it is there.
    const rejoin = () => {
      if (lostAt === null) return
      close()
      close = join()
    }
    const watch = watchGaps(() => tell({ kind: 'resync' }), update)
    window.addEventListener('offline', lose)
    window.addEventListener('online', rejoin)
    return () => {
      close()
      watch()
      window.removeEventListener('offline', lose)
      window.removeEventListener('online', rejoin)
    }
  }, [supabase, tell])

  const live = useMemo(() => ({ connection, listen }), [connection, listen])
  return <LiveContext value={live}>{children}</LiveContext>
}

/** Says when the tab is looked at again, and when its clock stood still for a while: messages may have been missed. */
function watchGaps(onGap: () => void, onTick: () => void): () => void {
  let last = Date.now()
  const timer = setInterval(() => {
    const now = Date.now()
    if (now - last > tickMs + staleAfterMs) onGap()
    last = now
    onTick()
  }, tickMs)
  const onVisible = () => {
    if (document.visibilityState === 'visible') onGap()
  }
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onVisible)
  }
}

function useLiveContext(): Live {
  const live = use(LiveContext)
  if (!live) throw new Error('LiveProvider is missing above this component')
  return live
}

/** How current the screen is. */
export function useConnection(): Connection {
  return useLiveContext().connection
}

/** Hears the console's channel while the component is mounted. */
export function useLiveSignal(listener: Listener): void {
  const { listen } = useLiveContext()
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => listen((signal) => latest.current(signal)), [listen])
}
