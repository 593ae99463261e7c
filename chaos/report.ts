import type { Outcome } from './chaos.ts'
import type { Outage } from './outages.ts'

/** Everything that a reader needs to judge a storm, and to run it again. */
export function describeOutcome(o: Outcome): string {
  const { seed, users, seconds } = o.options
  return [
    `Chaos with ${users} customers over ${seconds} s, seed ${seed}; again: npm run chaos -- --seed ${seed} --users ${users} --seconds ${seconds}`,
    '',
    'What happened',
    ...table(o.tally),
    'Faults that hit',
    ...table(o.faults),
    `  ${sum(o.faults)} faults of ${o.faults.size} kinds`,
    '',
    `Runs: ${Object.entries(o.runs).map(([status, n]) => `${n} ${status}`).join(', ')}. Numbers: ${o.bought} bought, ${o.released} given back.`,
    `Converged ${o.calm.unsettled.length === 0 ? 'everybody' : `all but ${o.calm.unsettled.length}`} within ${o.calm.seconds.toFixed(0)} s after the storm, ${o.calm.askedByStaff} by a press of Retry.`,
    `Longest without a number with providers healthy: ${say(o.outage.byItself)} by itself; ${say(o.outage.longest)} in all.`,
    '',
    `${o.violations.length} violations`,
    ...o.violations.map(({ at, rule, user, detail }) => `  ${at} ${rule}: ${user ?? ''} ${detail}`),
    ...[...o.evidence].flatMap(([user, lines]) => ['', `What was written down about ${user}`, ...lines.map((line) => `  ${line}`)]),
  ].join('\n')
}

function table(counts: Map<string, number>): string[] {
  return [...counts].toSorted(([a], [b]) => a.localeCompare(b)).map(([name, n]) => `  ${name.padEnd(48)}${String(n).padStart(6)}`)
}

function sum(counts: Map<string, number>): number {
  return [...counts.values()].reduce((total, n) => total + n, 0)
}

function say(outage: Outage | null): string {
  return outage ? `${(outage.ms / 1000).toFixed(1)} s (${outage.user}, waiting for ${outage.waitingFor})` : '0 s'
}
