import { randomUUID } from 'node:crypto'

/** As much of an assistant as a phone number needs. */
export type Assistant = { id: string; orgId: string; createdAt: string; updatedAt: string; name: string }

/** An assistant with the given parts and made-up others. */
export function createAssistant(orgId: string, given: Partial<Assistant>): Assistant {
  const now = new Date().toISOString()
  return { id: given.id ?? randomUUID(), orgId, createdAt: now, updatedAt: now, name: given.name ?? 'Assistant' }
}
