import { z } from 'zod'

const key = 'switchboard.trail'

const schema = z.object({
  /** What the list was about: "Needs attention". */
  label: z.string(),
  /** The list as it was, with its filters. */
  href: z.string().startsWith('/'),
  total: z.number(),
  /** Customer ids in the list's order. */
  ids: z.array(z.string()).max(2000),
})
export type Trail = z.infer<typeof schema>

/** The list that a reader leaves, kept in the tab alone, so that a customer's page can step through it. */
export function rememberTrail(trail: Trail): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...trail, ids: trail.ids.slice(0, 2000) }))
  } catch {
    // A browser that keeps nothing loses the steps, not the page.
  }
}

/** The list that the reader came from; null when there is none or it holds nobody of that id. */
export function readTrail(id: string): Trail | null {
  try {
    const trail = schema.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    return trail.success && trail.data.ids.includes(id) ? trail.data : null
  } catch {
    return null
  }
}

/** Where in the list a customer is, and who comes before and after. */
export function placeInTrail(trail: Trail, id: string): { position: number; previous: string | null; next: string | null } {
  const index = trail.ids.indexOf(id)
  return { position: index + 1, previous: trail.ids[index - 1] ?? null, next: trail.ids[index + 1] ?? null }
}
