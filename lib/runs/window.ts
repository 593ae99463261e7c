/** How far back the page looks. */
export const runRanges = ['15m', '1h', '24h', '7d'] as const
export type RunRange = (typeof runRanges)[number]

type RangeSpec = { label: string; ms: number; stepSeconds: number; unit: string }

export const rangeSpecs: Record<RunRange, RangeSpec> = {
  '15m': { label: '15 min', ms: 900_000, stepSeconds: 15, unit: '15 s' },
  '1h': { label: '1 h', ms: 3_600_000, stepSeconds: 60, unit: 'minute' },
  '24h': { label: '24 h', ms: 86_400_000, stepSeconds: 1200, unit: '20 min' },
  '7d': { label: '7 d', ms: 604_800_000, stepSeconds: 10_800, unit: '3 h' },
}

/** A part of the time that was brushed, in seconds; `to` null is open: until now. */
export type Brush = { from: number; to: number | null }

export type RunWindow = {
  /** The whole of the histogram, in seconds, at full steps. */
  since: number
  until: number
  step: number
  /** What rows, facets and errors are about. */
  from: number
  to: number
  /** It goes on: whatever is newer belongs to it, also what is later than the reader's clock. */
  open: boolean
}

const daySeconds = 86_400

/**
 * The time that a page is about. It begins and ends at full steps, so that bars do not creep; a brush of the past moves the whole window
 * there. A brush that is a little later than the reader's clock is right, and the clock is not.
 */
export function windowOf(range: RunRange, brush: Brush | null, nowMs: number): RunWindow {
  const { ms, stepSeconds: step } = rangeSpecs[range]
  const length = ms / 1000
  const byClock = Math.floor(nowMs / 1000 / step) * step + step
  const byBrush = brush ? Math.ceil((brush.to ?? brush.from + 1) / step) * step : byClock
  const latest = byBrush > byClock && byBrush <= byClock + daySeconds ? byBrush : byClock
  const past = brush !== null && brush.from < latest - length
  const until = past ? Math.min(latest, Math.floor(brush.from / step) * step + length) : latest
  const since = until - length
  const from = Math.max(brush?.from ?? since, since)
  return { since, until, step, from, to: Math.min(brush?.to ?? until, until), open: !past && (brush?.to ?? null) === null }
}

/** An open window as far as its newest bar, which a clock that is behind puts beyond its end. */
export function reach(window: RunWindow, newestBar: number | undefined): RunWindow {
  const until = Math.max(window.until, (newestBar ?? 0) + window.step)
  return window.open && until > window.until ? { ...window, until, to: until } : window
}

/** The start of every bar of the window. */
export function stepsOf({ since, until, step }: Pick<RunWindow, 'since' | 'until' | 'step'>): number[] {
  return Array.from({ length: Math.round((until - since) / step) }, (_, index) => since + index * step)
}

/** A brush between two places of the histogram, at full steps; one that reaches the end stays open, one that holds everything is none. */
export function brushBetween(window: Pick<RunWindow, 'since' | 'until' | 'step'>, a: number, b: number): Brush | null {
  const low = Math.max(window.since, Math.floor(Math.min(a, b) / window.step) * window.step)
  const high = Math.min(window.until, Math.floor(Math.max(a, b) / window.step) * window.step + window.step)
  if (low === window.since && high === window.until) return null
  return { from: low, to: high === window.until ? null : high }
}

/** The window with this brush, before the database has answered for it: what is drawn follows the hand, and the next key goes on from there. */
export function withBrush(window: RunWindow, brush: Brush | null): RunWindow {
  const within = (value: number) => Math.min(window.until, Math.max(window.since, value))
  return { ...window, from: within(brush?.from ?? window.since), to: within(brush?.to ?? window.until) }
}

/** Moves one end of a brush, or both, by steps; it keeps at least one step. */
export function moveBrush(window: RunWindow, end: 'from' | 'to' | 'both', steps: number): Brush | null {
  const by = steps * window.step
  const length = window.to - window.from
  const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
  const from = end === 'to' ? window.from : clamp(window.from + by, window.since, end === 'both' ? window.until - length : window.to - window.step)
  const to = end === 'from' ? window.to : end === 'both' ? from + length : clamp(window.to + by, window.from + window.step, window.until)
  return brushBetween(window, from, to - 1)
}
