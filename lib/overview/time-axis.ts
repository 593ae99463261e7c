const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const steps = [5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 4 * hour, 6 * hour, 12 * hour, day, 2 * day, 5 * day, 7 * day]

/** Round moments of the reader's zone within a range, about as many as asked for. */
export function timeTicks(from: number, to: number, timeZone: string, about: number): number[] {
  const step = steps.find((each) => (to - from) / each <= about) ?? 7 * day
  const offset = zoneOffset(from, timeZone)
  const first = Math.ceil((from + offset) / step) * step
  const ticks: number[] = []
  // Counted on the reader's clock: where it is put forward or back on the way, midnight stays midnight.
  for (let clock = first; clock - offset <= to + day; clock += step) {
    const at = clock - zoneOffset(clock - offset, timeZone)
    if (at >= from && at <= to && at !== ticks.at(-1)) ticks.push(at)
  }
  return ticks
}

/** How far the zone's clock is ahead of UTC at that moment. */
function zoneOffset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const found = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '')
  const [, sign, hours, minutes] = found ?? []
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * hour + Number(minutes) * minute)
}

/** A tick's words: the clock within a day, the date beyond. */
export function formatAxisTime(at: number, spanMs: number, timeZone: string): string {
  if (spanMs <= 26 * hour) return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
  return new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short' }).format(at)
}

/** 14:10 to 14:15, with the date when the range is longer than a day. */
export function formatPeriod(from: number, to: number, spanMs: number, timeZone: string): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const date = spanMs > 26 * hour ? `${new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short' }).format(from)}, ` : ''
  return `${date}${clock.format(from)} to ${clock.format(to)}`
}

/** Today 08:28 to 14:28; with both dates when they differ. */
export function spanWords(from: string, to: string, timeZone: string): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short' })
  const [a, b] = [new Date(from), new Date(to)]
  if (day.format(a) === day.format(b)) return `Today ${clock.format(a)} to ${clock.format(b)}`
  return `${day.format(a)} ${clock.format(a)} to ${day.format(b)} ${clock.format(b)}`
}
