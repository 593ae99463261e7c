'use client'

import { useEffect, useRef, type RefObject } from 'react'
import { useRowWindow } from './use-row-window'
import { markCut } from './whole'

type Options = { count: number; rowHeight: number; scroller: RefObject<HTMLElement | null>; current: string | number | null; onEnd: () => void }

/** A list of which only the rows near enough to be seen are in the document: it asks for more at its end, and tells what is cut of the current row. */
export function useLongList({ count, rowHeight, scroller, current, onEnd }: Options): { box: RefObject<HTMLDivElement | null>; first: number; end: number } {
  const box = useRef<HTMLDivElement>(null)
  const { first, end } = useRowWindow({ count, rowHeight, scroller, box })
  useEffect(() => {
    if (count > 0 && end >= count) onEnd()
  }, [end, count, onEnd])
  useEffect(() => {
    if (current !== null) markCut(box.current?.querySelector('tr[aria-current]') ?? null)
  }, [current])
  return { box, first, end }
}
