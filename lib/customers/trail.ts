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
  /** What was typed to narrow the list: it holds parts of e-mails, so it has no place in the address. */
  text: z.string().default(''),
  /** Whose page was opened from it last, for as long as nothing else was. */
  left: z.string().nullable().default(null),
})
export type Trail = z.infer<typeof schema>

/** The address of the list, with its filters. */
export function hereNow(): string {
  return `${window.location.pathname}${window.location.search}`
}

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
  const trail = readAny()
  return trail?.ids.includes(id) ? trail : null
}

function readAny(): Trail | null {
  try {
    const trail = schema.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    return trail.success ? trail.data : null
  } catch {
    return null
  }
}

/** Notes whose page is open, so that the list can begin there again; null once the reader has gone elsewhere. */
export function markLeft(id: string | null): void {
  const trail = readAny()
  if (trail) rememberTrail({ ...trail, left: id })
}

/** How the list at this address was left for a customer's page; null when it was not. */
export function readLeft(href: string): { text: string; id: string } | null {
  const trail = readAny()
  return trail && trail.href === href && trail.left !== null ? { text: trail.text, id: trail.left } : null
}

/** Where in the list a customer is, and who comes before and after. */
export function placeInTrail(trail: Trail, id: string): { position: number; previous: string | null; next: string | null } {
  const index = trail.ids.indexOf(id)
  return { position: index + 1, previous: trail.ids[index - 1] ?? null, next: trail.ids[index + 1] ?? null }
}
