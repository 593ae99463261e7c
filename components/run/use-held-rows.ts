'use client'

import { useState, type UIEvent } from 'react'

/** Rows keep their place while the reader is further down: newer ones wait until asked for. */
export function useHeldRows<Row extends { id: number }>(rows: readonly Row[]) {
  const [heldAt, setHeldAt] = useState<number | null>(null)
  const shown = heldAt === null ? [...rows] : rows.filter((row) => row.id <= heldAt)
  const onScroll = (event: UIEvent<HTMLElement>) => {
    const isDown = event.currentTarget.scrollTop > 8
    if (isDown && heldAt === null) setHeldAt(rows.reduce((newest, row) => Math.max(newest, row.id), 0))
    if (!isDown && heldAt !== null) setHeldAt(null)
  }
  return { shown, waiting: rows.length - shown.length, onScroll, release: () => setHeldAt(null) }
}
