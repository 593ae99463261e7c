import type { Random } from './random.ts'

/** The span in which nearly all answers of an operation come, in milliseconds. */
export type LatencyRange = readonly [fastest: number, slowest: number]

/** As the real provider, or the same number of milliseconds for every call. */
export type Latency = 'realistic' | number

/** Draws how long one call takes: log-normal, so that most are quick and a few are slow. */
export function drawLatency(latency: Latency, range: LatencyRange | undefined, random: Random): number {
  if (latency !== 'realistic') return latency
  if (!range) return 0
  const [fastest, slowest] = range
  const middle = Math.log(fastest * slowest) / 2
  const spread = Math.log(slowest / fastest) / 4
  const drawn = Math.exp(middle + spread * drawNormal(random))
  return Math.min(slowest, Math.max(fastest, drawn))
}

function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
