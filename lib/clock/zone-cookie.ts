/** Remembers the reader's time zone, so that the server renders times as the reader will see them. */
export const zoneCookie = 'tz'

/** The zone in a cookie, when it is one. */
export function parseZone(value: string | undefined): string {
  if (!value) return 'UTC'
  try {
    const zone = decodeURIComponent(value)
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
