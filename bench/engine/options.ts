import { parseArgs } from 'node:util'

/** How large a measurement is. */
export type Size = { latencies: number; warmUps: number; burst: number; cap: number }

/** A smoke test of the benchmark, or the whole of it. */
export function readSize(args: string[]): Size {
  const { values } = parseArgs({
    args,
    options: { quick: { type: 'boolean' }, latencies: { type: 'string' }, burst: { type: 'string' }, cap: { type: 'string' } },
  })
  const whole = values.quick ? { latencies: 4, burst: 40, cap: 20 } : { latencies: 25, burst: 1000, cap: 20 }
  return {
    latencies: count(values.latencies, whole.latencies),
    warmUps: 3,
    burst: count(values.burst, whole.burst),
    cap: count(values.cap, whole.cap),
  }
}

function count(given: string | undefined, otherwise: number): number {
  const number = Number(given ?? otherwise)
  if (!Number.isInteger(number) || number < 1) throw new Error(`"${given}" is no whole number above 0`)
  return number
}
