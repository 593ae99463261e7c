import { versionOf, type CustomerRow } from './customer-row'

/** What stood on the screen when the list was read: who, in which order, and how each one was. */
export type Held = { scope: string; pages: number; ids: readonly string[]; seen: Readonly<Record<string, string>> }

export type HeldView = { shown: CustomerRow[]; changed: ReadonlySet<string>; waiting: number }

/** The held order, filled with what is so now; `gone` are those that the list no longer holds. */
export function holdRows(held: Held | null, rows: readonly CustomerRow[], gone: readonly CustomerRow[]): HeldView {
  if (!held) return { shown: [...rows], changed: new Set(), waiting: 0 }
  const now = new Map([...gone, ...rows].map((row) => [row.userId, row]))
  const shown = held.ids.flatMap((id) => now.get(id) ?? [])
  const known = new Set(held.ids)
  return {
    shown,
    changed: new Set(shown.filter((row) => held.seen[row.userId] !== versionOf(row)).map((row) => row.userId)),
    waiting: rows.filter((row) => !known.has(row.userId)).length,
  }
}
