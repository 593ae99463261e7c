/** A date as Twilio writes it: RFC 2822, in UTC, to the second. */
export function formatRfc2822(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000')
}
