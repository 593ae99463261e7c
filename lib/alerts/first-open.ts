import type { Incident } from './alert'

/** The incident that the page opens on. */
export function firstOpenOf(open: readonly Incident[] | undefined): number | null {
  return open?.[0]?.id ?? null
}
