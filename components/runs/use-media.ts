'use client'

import { useSyncExternalStore } from 'react'

/** Whether a media query matches; on the server it does where a desk's screen would. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => window.matchMedia(query).matches,
    () => query === '(min-width: 1024px)',
  )
}
