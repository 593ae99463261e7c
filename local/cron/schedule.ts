import { Cron } from 'croner'

const everySeconds = /^([1-9]|[1-5][0-9]) seconds?$/

/** When a job that started at `from` is due next, in milliseconds since the epoch. Five fields are read as UTC. */
export function nextDue(schedule: string, from: number): number {
  const seconds = everySeconds.exec(schedule)?.[1]
  if (seconds) return from + Number(seconds) * 1000
  // pg_cron writes the last day of a month as `$`, croner as `L`.
  const next = new Cron(schedule.replace('$', 'L'), { timezone: 'UTC' }).nextRun(new Date(from))
  return next?.getTime() ?? Infinity
}
