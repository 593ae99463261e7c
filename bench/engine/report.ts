import type { Burst } from './burst.ts'
import type { Sample } from './latency.ts'

/** What one contender did at one latency of the providers. */
export type Result = { name: string; samples: Sample[]; burst: Burst }

/** The two contenders side by side, and what their ratio says. */
export function describeResults(title: string, ours: Result, peer: Result): string {
  const rows: [label: string, value: (result: Result) => number, digits: number][] = [
    ['commit to done p50, ms', (r) => percentile(r.samples, (s) => s.total, 0.5), 0],
    ['commit to done p95, ms', (r) => percentile(r.samples, (s) => s.total, 0.95), 0],
    ['added latency p50, ms', (r) => percentile(r.samples, (s) => s.added, 0.5), 1],
    ['added latency p95, ms', (r) => percentile(r.samples, (s) => s.added, 0.95), 1],
    ['providers’ own time p50, ms', (r) => percentile(r.samples, (s) => s.providers, 0.5), 0],
    ['no provider at work p50, ms', (r) => percentile(r.samples, (s) => s.alone, 0.5), 1],
    ['no provider at work p95, ms', (r) => percentile(r.samples, (s) => s.alone, 0.95), 1],
    ['… % of the providers’ time', (r) => aloneShare(r.samples), 1],
    [`burst of ${ours.burst.customers}, s`, (r) => r.burst.seconds, 1],
    ['burst, customers per second', (r) => r.burst.perSecond, 2],
    ['commit of the burst, ms', (r) => r.burst.commitMs, 0],
    ['database round trips per run', (r) => r.burst.roundTrips, 2],
    ['… that only record steps', (r) => r.burst.stepCalls, 2],
  ]
  const lines = rows.map(([label, value, digits]) => {
    const [a, b] = [value(ours), value(peer)]
    return `  ${label.padEnd(34)}${a.toFixed(digits).padStart(16)}${b.toFixed(digits).padStart(18)}${(a < 0 || b <= 0 ? '' : (a / b).toFixed(2)).padStart(8)}`
  })
  return [`${title}`, `  ${''.padEnd(34)}${ours.name.padStart(16)}${peer.name.padStart(18)}${'ratio'.padStart(8)}`, ...lines, ''].join('\n')
}

function aloneShare(samples: Sample[]): number {
  return (100 * percentile(samples, (s) => s.alone, 0.5)) / percentile(samples, (s) => s.providers, 0.5)
}

/** The value below which the given share of the samples lies. */
export function percentile<T>(samples: T[], value: (sample: T) => number, share: number): number {
  const sorted = samples.map(value).toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
