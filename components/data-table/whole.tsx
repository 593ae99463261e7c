'use client'

import { useEffect } from 'react'
import { cn } from '@/lib/cn'

/** A sentence that may be cut off by its column: whole on hover, and while its row has the focus or is marked. */
export function Whole({ children, className }: { children: string; className?: string }) {
  return (
    <span data-whole title={children} className={cn('block min-w-0 truncate', className)}>
      {children}
    </span>
  )
}

/** Once, for every table: the row that gets the focus shows its sentences whole. */
export function WholeOnFocus(): null {
  useEffect(() => {
    const look = (event: FocusEvent) => markCut(event.target instanceof Element ? event.target.closest('tr') : null)
    document.addEventListener('focusin', look)
    return () => document.removeEventListener('focusin', look)
  }, [])
  return null
}

/** Notes which sentences of a row are cut off, so that the style shows them whole (`[data-cut]` in globals.css). */
export function markCut(row: Element | null): void {
  for (const sentence of row?.querySelectorAll('[data-whole]') ?? []) {
    const isCut = sentence.scrollWidth > sentence.clientWidth
    // Shown whole it no longer overflows: what was found once stays.
    if (isCut) sentence.setAttribute('data-cut', '')
  }
}
