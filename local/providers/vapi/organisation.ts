import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { createEventLog } from '../simulator/event-log.ts'
import type { EventLog } from '../simulator/event-log.ts'
import type { Assistant } from './assistant.ts'
import { createAssistant } from './assistant.ts'
import { changePhoneNumber, createPhoneNumber } from './phone-number.ts'
import type { PhoneNumber, PhoneNumberChange, PhoneNumberInput } from './phone-number.ts'

/** Everything that one organisation has at VAPI. */
export type Organisation = {
  events: EventLog
  /** Oldest first. */
  numbers(): PhoneNumber[]
  findNumber(id: string): PhoneNumber | null
  findByNumber(e164: string): PhoneNumber | null
  importNumber(input: PhoneNumberInput, id?: string): PhoneNumber
  changeNumber(number: PhoneNumber, change: PhoneNumberChange): PhoneNumber
  removeNumber(number: PhoneNumber): void
  assistants(): Assistant[]
  /** Oldest first: those that were created, and where every UUID is one also those that answer a number. */
  listedAssistants(): Assistant[]
  findAssistant(id: string): Assistant | null
  addAssistant(given: Partial<Assistant>): Assistant
  removeAssistant(id: string): void
  removedAssistants(): string[]
  reset(): void
  snapshot(): OrganisationSnapshot
}

/** What survives a restart. */
export type OrganisationSnapshot = { orgId: string; numbers: PhoneNumber[]; assistants: Assistant[]; removedAssistants: string[] }

const isObject = (value: unknown) => typeof value === 'object' && value !== null

const snapshotSchema = z.object({
  orgId: z.string(),
  numbers: z.array(z.custom<PhoneNumber>(isObject)),
  assistants: z.array(z.custom<Assistant>(isObject)),
  removedAssistants: z.array(z.string()),
})

type Options = {
  saved: unknown
  changed: () => void
  /** Whether every UUID is an assistant until it was deleted, or only those that were created. */
  anyAssistant: boolean
}

/** An organisation with what it had before, or with nothing. */
export function createOrganisation(o: Options): Organisation {
  const saved = o.saved === null ? empty() : snapshotSchema.parse(o.saved)
  const { orgId } = saved
  const numbers = new Map(saved.numbers.map((number) => [number.id, number]))
  const idOf = new Map(saved.numbers.map((number) => [number.number, number.id]))
  const assistants = new Map(saved.assistants.map((assistant) => [assistant.id, assistant]))
  const removed = new Set(saved.removedAssistants)
  const events = createEventLog()
  const findNumber = (id: string) => numbers.get(id) ?? null

  function note(event: string, { id, number, assistantId, name }: PhoneNumber): void {
    events.add({ event, phone_number_id: id, number, assistant_id: assistantId ?? null, name: name ?? null })
    o.changed()
  }

  /** Assistants that nobody created here and that a number names. */
  function inUse(): Assistant[] {
    const found = new Map<string, Assistant>()
    for (const { assistantId: id, createdAt } of numbers.values()) {
      if (id && !assistants.has(id) && !removed.has(id)) found.set(id, { ...createAssistant(orgId, { id }), createdAt, updatedAt: createdAt })
    }
    return [...found.values()]
  }

  return {
    events,
    numbers: () => [...numbers.values()],
    findNumber,
    findByNumber: (e164) => findNumber(idOf.get(e164) ?? ''),
    importNumber: (input, id) => {
      const number = createPhoneNumber(orgId, input, id)
      numbers.set(number.id, number)
      idOf.set(number.number, number.id)
      note('imported', number)
      return number
    },
    changeNumber: (number, change) => {
      idOf.delete(number.number)
      changePhoneNumber(number, change)
      idOf.set(number.number, number.id)
      note('changed', number)
      return number
    },
    removeNumber: (number) => {
      numbers.delete(number.id)
      idOf.delete(number.number)
      note('removed', number)
    },
    assistants: () => [...assistants.values()],
    listedAssistants: () => [...assistants.values(), ...(o.anyAssistant ? inUse() : [])].toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)),
    findAssistant: (id) => {
      if (removed.has(id)) return null
      return assistants.get(id) ?? (o.anyAssistant ? createAssistant(orgId, { id }) : null)
    },
    addAssistant: (given) => {
      const assistant = createAssistant(orgId, given)
      assistants.set(assistant.id, assistant)
      removed.delete(assistant.id)
      o.changed()
      return assistant
    },
    removeAssistant: (id) => {
      assistants.delete(id)
      removed.add(id)
      o.changed()
    },
    removedAssistants: () => [...removed],
    reset: () => {
      for (const kept of [numbers, idOf, assistants, removed, events]) kept.clear()
      o.changed()
    },
    snapshot: () => ({ orgId, numbers: [...numbers.values()], assistants: [...assistants.values()], removedAssistants: [...removed] }),
  }
}

function empty(): OrganisationSnapshot {
  return { orgId: randomUUID(), numbers: [], assistants: [], removedAssistants: [] }
}
