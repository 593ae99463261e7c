'use client'

import { useEffect, useRef, type RefObject } from 'react'
import type { CustomerRow } from '@/lib/customers/customer-row'
import { hereNow, readLeft } from '@/lib/customers/trail'

type Options = { shown: readonly CustomerRow[]; scroller: RefObject<HTMLElement | null>; rowHeight: number; onText: (text: string) => void; onRow: (userId: string) => void }

/** Whoever comes back from a customer's page finds the list as they left it: narrowed to what they typed, and at that customer. */
export function useReturn({ shown, scroller, rowHeight, onText, onRow }: Options): void {
  const looked = useRef(false)
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    // Once, when the list appears: afterwards the reader is here.
    if (looked.current) return
    looked.current = true
    const left = readLeft(hereNow())
    if (!left) return
    wanted.current = left.id
    onText(left.text)
    onRow(left.id)
  }, [onText, onRow])
  useEffect(() => {
    const at = shown.findIndex((row) => row.userId === wanted.current)
    if (at === -1 || !scroller.current) return
    wanted.current = null
    const middle = (at + 1) * rowHeight - scroller.current.clientHeight / 2
    scroller.current.scrollTo({ top: Math.max(0, middle) })
  }, [shown, scroller, rowHeight])
}
