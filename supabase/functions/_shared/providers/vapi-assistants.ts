import { fieldOf } from './provider-error.ts'

/** What is asked of VAPI's assistants: a page of the list up to a moment, and whether there is one. */
export type AssistantReader = {
  list(request: { limit: number; createdAtLe?: string }): Promise<{ id: string; createdAt: string }[]>
  get(id: string): Promise<unknown>
}

// An assistant comes with its whole prompt, so a page is smaller than the thousand that VAPI would give.
const pageLimit = 500
/** At most so many are asked for by themselves; of the others nothing is said. */
const askedAtMost = 50

/** Which of these assistants VAPI does not have. The list only says whom to ask for: gone is what VAPI answers 404 to. */
export async function findDeleted(read: AssistantReader, ids: readonly string[], onPage: () => Promise<void>): Promise<string[]> {
  const unseen = await notListed(read, new Set(ids), onPage)
  const deleted: string[] = []
  for (const id of [...unseen].slice(0, askedAtMost)) {
    if (!(await exists(read, id))) deleted.push(id)
    await onPage()
  }
  return deleted
}

/** Reads the list from its newest back, by date, until each was seen or nothing is left. */
async function notListed(read: AssistantReader, unseen: Set<string>, onPage: () => Promise<void>): Promise<Set<string>> {
  let until: string | null = null
  while (unseen.size > 0) {
    const page = await read.list({ limit: pageLimit, ...(until === null ? {} : { createdAtLe: until }) })
    for (const { id } of page) unseen.delete(id)
    await onPage()
    const oldest = page.map(({ createdAt }) => createdAt).toSorted()[0] ?? null
    // The last page; or one that leads no further back.
    if (page.length < pageLimit || oldest === until) break
    until = oldest
  }
  return unseen
}

async function exists(read: AssistantReader, id: string): Promise<boolean> {
  try {
    await read.get(id)
    return true
  } catch (error) {
    if (fieldOf(error, 'statusCode') === 404) return false
    throw error
  }
}
