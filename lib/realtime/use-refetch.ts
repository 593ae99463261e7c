'use client'

import { useCallback, useEffect, useMemo, useRef } from 'react'
import { coalesce } from './coalesce'

/** The second look of a `refetch` signal: what the database said in the same second is in by then. */
const secondLookMs = 1200
/** Between two reads of a burst, so that a busy minute does not become a load test. */
const pauseMs = 400

/** A refetch for bursts: one read under way and one more; `twice` looks again a moment later. */
export function useRefetch(read: () => Promise<unknown>): { once: () => void; twice: () => void } {
  const latest = useRef(read)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    latest.current = read
  })
  useEffect(() => () => clearTimeout(timer.current), [])

  // A failed read is shown by the query itself.
  const run = useMemo(() => coalesce(() => latest.current().catch(() => undefined), pauseMs), [])
  const once = useCallback(() => void run(), [run])
  const twice = useCallback(() => {
    void run()
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void run(), secondLookMs)
  }, [run])
  return useMemo(() => ({ once, twice }), [once, twice])
}
