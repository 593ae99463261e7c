/** How current the screen is. */
export type Connection = { state: 'connecting' | 'live' | 'reconnecting' | 'stale'; since: number }

/** A reconnect that takes longer than this is said aloud: what is on the screen may be old. */
export const staleAfterMs = 20_000

/** What the staff member is told, given when the line was lost (null while it is up). */
export function connectionState(o: { joinedOnce: boolean; lostAt: number | null; now: number }): Connection['state'] {
  if (o.lostAt === null) return o.joinedOnce ? 'live' : 'connecting'
  if (o.now - o.lostAt >= staleAfterMs) return 'stale'
  return o.joinedOnce ? 'reconnecting' : 'connecting'
}
