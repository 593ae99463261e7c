'use client'

import { useEffect, useState, type RefObject } from 'react'

type Options = { count: number; rowHeight: number; scroller: RefObject<HTMLElement | null>; box: RefObject<HTMLElement | null> }
type Span = { first: number; end: number }

/** Rows are taken in and let go by the chunk, so that scrolling renders seldom. */
const chunk = 16
const atFirst: Span = { first: 0, end: 3 * chunk }

/** Which rows of a long list are near enough to be in the document. Rows have one height, so that no row has to be measured. */
export function useRowWindow({ count, rowHeight, scroller, box }: Options): Span {
  const [span, setSpan] = useState(atFirst)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const next = spanOf(element.scrollTop - (box.current?.offsetTop ?? 0), element.clientHeight, rowHeight)
      setSpan((old) => (old.first === next.first && old.end === next.end ? old : next))
    }
    look()
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller, box, rowHeight])
  return { first: Math.min(span.first, Math.max(0, count - 1)), end: Math.min(span.end, count) }
}

/** The chunks in sight, with one before and one after. */
export function spanOf(scrolled: number, height: number, rowHeight: number): Span {
  const first = Math.max(0, Math.floor(scrolled / rowHeight / chunk) - 1) * chunk
  const end = (Math.max(0, Math.floor((scrolled + height) / rowHeight / chunk)) + 2) * chunk
  return { first, end }
}
