import type { ReactNode } from 'react'

/** A line of a plot; a value per bucket, null where nothing happened. */
export type PlotLine = { name: string; color: string; width?: number; dashed?: boolean; values: readonly (number | null)[] }

/** `format` words a tick, `say` the last value of a line. One plot of a stack that shares a time axis. Its domain is written, so that no scale moves under the reader. */
export type Plot = { height: number; max: number; ticks: readonly number[]; format: (value: number) => string; say?: (value: number) => string; lines: readonly PlotLine[]; limits?: readonly Limit[] }

/** A value that must not be passed, with its words at the right end. */
export type Limit = { at: number; words: string }

/** One row of the tooltip: name, value, the count behind it. */
export type TipRow = { name: string; color: string; value: string; ground: string }

/** What the pointer or the keys are on: its period, its rows, and what opens. */
export type Tip = { title: string; rows: readonly TipRow[]; opens: ReactNode }

/** Something that happened: a moment with a dotted line, or a span with a band. */
export type Note = { key: string; label: string; at: number; until?: number | null; tone: 'plain' | 'danger'; href: string }

/** The time axis: where it begins and ends, the middle of each bucket, and its ticks in words. */
export type TimeAxis = { from: number; to: number; middles: readonly number[]; ticks: readonly { at: number; words: string }[] }

/** Room for the ticks on the left and the names of the lines on the right. */
export const leftRoom = 44
export const rightRoom = 104

/** Where a moment lies on the axis, in percent of the plot. */
export function percentOf(axis: Pick<TimeAxis, 'from' | 'to'>, at: number): number {
  return Math.min(100, Math.max(0, (100 * (at - axis.from)) / Math.max(1, axis.to - axis.from)))
}

/** The last value that a line has. */
export function lastValue(line: PlotLine): number | null {
  return line.values.findLast((value) => value !== null) ?? null
}

/** Moves labels apart so that each can be read; the order stays. */
export function spread(tops: readonly number[], least: number, height: number): number[] {
  const order = tops.map((top, index) => ({ top, index })).toSorted((a, b) => a.top - b.top)
  let free = -Infinity
  for (const each of order) {
    each.top = Math.max(each.top, free)
    free = each.top + least
  }
  let ceiling = height
  for (const each of order.toReversed()) {
    each.top = Math.min(each.top, ceiling)
    ceiling = each.top - least
  }
  const placed = new Map(order.map(({ top, index }) => [index, top]))
  return tops.map((top, index) => placed.get(index) ?? top)
}

/** A round upper end for values from zero, with its ticks. */
export function roundScale(highest: number, pieces = 4): { max: number; ticks: number[] } {
  const rough = Math.max(highest, 1e-9) / pieces
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough) ?? 10) * power
  const count = Math.max(1, Math.ceil(highest / step))
  return { max: step * count, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) }
}
