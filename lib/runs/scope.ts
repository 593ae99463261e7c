import type { RunFilter } from './filter'
import { windowOf, type Brush, type RunRange, type RunWindow } from './window'

/** What the page is about: the filter, and the time as it was asked for. */
export type RunScope = { filter: RunFilter; range: RunRange; brush: Brush | null }

/** The place of a run in the list. */
export type RunCursor = { createdAt: string; id: number }

/** The filter as the database takes it. An open end names no time: a clock that is behind would hide the newest runs. */
export function toDatabaseFilter({ filter, range, brush }: RunScope, nowMs: number): { window: RunWindow; filter: Record<string, string | string[]> } {
  const window = windowOf(range, brush, nowMs)
  const { customer, ...lists } = filter
  const words = Object.fromEntries(Object.entries(lists).flatMap(([key, value]) => (value.length > 0 ? [[key, [...value]]] : [])))
  return { window, filter: { ...words, ...(customer ? { customer } : {}), since: toIso(window.from), ...(window.open ? {} : { until: toIso(window.to) }) } }
}

/** The filter as it is frozen when a button is pressed: what comes later is not swept in. */
export function toFrozenFilter(scope: RunScope, nowMs: number): Record<string, string | string[]> {
  const { window, filter } = toDatabaseFilter(scope, nowMs)
  return { ...filter, until: new Date(Math.min(nowMs, window.to * 1000)).toISOString() }
}

export function toIso(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
