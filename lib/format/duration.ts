const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A duration in at most two units: 40 ms, 1.2 s, 38 s, 1 min 22 s, 3 h 5 min, 2 d 4 h. */
export function formatDuration(ms: number): string {
  const value = Math.max(0, Math.round(ms))
  if (value < 100) return `${value} ms`
  if (value < 29_950) return `${(value / second).toFixed(1)} s`
  if (value < 59_500) return `${Math.round(value / second)} s`
  if (value < hour - second / 2) return twoUnits(value, minute, 'min', second, 's')
  if (value < day - minute / 2) return twoUnits(value, hour, 'h', minute, 'min')
  return twoUnits(value, day, 'd', hour, 'h')
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const smalls = Math.round(ms / small)
  const perLarge = large / small
  const rest = smalls % perLarge
  return `${Math.floor(smalls / perLarge)} ${largeName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`
}

/** A tick of a time scale, in one unit: 0 s, 50 ms, 2.5 s, 15 s, 1.5 min. */
export function formatTick(ms: number): string {
  if (ms === 0) return '0 s'
  if (ms < 250) return `${ms} ms`
  return ms <= minute ? `${ms / second} s` : `${ms / minute} min`
}

/** A wait that is still going on, in whole seconds: 9 s, 1 min 22 s. */
export function formatWait(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / second))
  return seconds < 60 ? `${seconds} s` : formatDuration(seconds * second)
}
