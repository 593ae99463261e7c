'use client'

import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { zoneCookie } from './zone-cookie'

type Clock = { timeZone: string; serverNow: number }
const ClockContext = createContext<Clock>({ timeZone: 'UTC', serverNow: 0 })

/**
 * The reader's zone and the time. The server renders with the zone of the last visit and its own time, the first client render repeats
 * exactly that, and only then the reader's own clock takes over.
 */
export function ClockProvider({ timeZone: remembered, serverNow, children }: Clock & { children: ReactNode }) {
  const [timeZone, setTimeZone] = useState(remembered)
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    document.cookie = `${zoneCookie}=${encodeURIComponent(own)}; path=/; max-age=31536000; samesite=lax`
    setTimeZone(own)
  }, [])
  return <ClockContext value={{ timeZone, serverNow }}>{children}</ClockContext>
}

/** The reader's time zone. */
export function useTimeZone(): string {
  return use(ClockContext).timeZone
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let current = 0

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    current = 0
  }
}

function tick(): void {
  current = Date.now()
  for (const listener of listeners) listener()
}

function now(): number {
  if (current === 0) current = Date.now()
  return current
}

/** The time, in steps of a second or as long as given; all components tick together, and only at their own step. */
export function useNow(stepMs = 1000): number {
  const { serverNow } = use(ClockContext)
  return useSyncExternalStore(
    subscribe,
    () => toStep(now(), stepMs),
    () => toStep(serverNow, stepMs),
  )
}

function toStep(ms: number, stepMs: number): number {
  return ms - (ms % stepMs)
}
