import { Cron } from 'croner'

const everySeconds = /^([1-9]|[1-5][0-9]) seconds?$/

/** When a job is due next, in milliseconds since the epoch. `[1-59] seconds` counts from the last start; five fields are UTC. */
export function nextDue(schedule: string, lastStart: number, now: number): number {
  const seconds = everySeconds.exec(schedule)?.[1]
  if (seconds) return lastStart + Number(seconds) * 1000
  const next = new Cron(schedule, { timezone: 'UTC' }).nextRun(new Date(lastStart))
  return next ? next.getTime() : now + 366 * 86_400_000
}
