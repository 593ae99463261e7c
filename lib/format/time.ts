type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>

type Formats = { clock: Intl.DateTimeFormat; zone: Intl.DateTimeFormat }

// Making a format costs far more than using it, and a list uses it hundreds of times.
const known = new Map<string, Formats>()

function formatsOf(timeZone: string): Formats {
  const found = known.get(timeZone)
  if (found) return found
  const formats: Formats = {
    clock: new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
    zone: new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' }),
  }
  known.set(timeZone, formats)
  return formats
}

/** A moment split into what a clock in that zone shows. */
function partsIn(at: Date, timeZone: string): Parts {
  const found = new Map(formatsOf(timeZone).clock.formatToParts(at).map((part) => [part.type, part.value]))
  const of = (type: keyof Parts) => found.get(type) ?? ''
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute'), second: of('second') }
}

/** 14:28:30. */
export function formatClock(at: Date, timeZone: string): string {
  const p = partsIn(at, timeZone)
  return `${p.hour}:${p.minute}:${p.second}`
}

/** The clock alone for today, with the date for another day, with the year for another year: 9 May 16:20. */
export function formatMoment(at: Date, now: Date, timeZone: string): string {
  const p = partsIn(at, timeZone)
  const n = partsIn(now, timeZone)
  if (p.day === n.day && p.month === n.month && p.year === n.year) return `${p.hour}:${p.minute}:${p.second}`
  if (p.year === n.year) return `${p.day} ${p.month} ${p.hour}:${p.minute}`
  return `${p.day} ${p.month} ${p.year}`
}

/** 12 June; the month in full, for sentences. */
export function formatDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long' }).format(at)
}

/** Date, time and zone in full, for a hover. */
export function formatAbsolute(at: Date, timeZone: string): string {
  const p = partsIn(at, timeZone)
  return `${p.day} ${p.month} ${p.year}, ${p.hour}:${p.minute}:${p.second} ${zoneName(at, timeZone)}`
}

function zoneName(at: Date, timeZone: string): string {
  const parts = formatsOf(timeZone).zone.formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone
}

/** How long ago, or in how long: now, 12 s ago, 4 min ago, in 38 s. */
export function formatRelative(at: Date, now: Date): string {
  const ms = now.getTime() - at.getTime()
  if (Math.abs(ms) < 5000) return 'now'
  const words = coarse(Math.abs(ms))
  return ms > 0 ? `${words} ago` : `in ${words}`
}

/** One unit is enough for a glance. */
function coarse(ms: number): string {
  const units = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'min'],
  ] as const
  for (const [size, name] of units) if (ms >= size) return `${Math.floor(ms / size)} ${name}`
  return `${Math.floor(ms / 1000)} s`
}
