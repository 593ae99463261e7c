import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { createSchema, updateSchema } from './phone-number-input.ts'

/** What a caller may set. */
export type PhoneNumberInput = z.infer<typeof createSchema>

/** What a caller may change; null takes the assistant off. */
export type PhoneNumberChange = z.infer<typeof updateSchema>

/** An imported number, as the API shows it (the spec's `TwilioPhoneNumber`). */
export type PhoneNumber = PhoneNumberInput & {
  id: string
  orgId: string
  createdAt: string
  updatedAt: string
  status: 'active' | 'activating' | 'blocked'
}

/** A number that was just imported. */
export function createPhoneNumber(orgId: string, input: PhoneNumberInput, id: string = randomUUID()): PhoneNumber {
  const now = new Date().toISOString()
  return { ...input, smsEnabled: input.smsEnabled ?? true, id, orgId, createdAt: now, updatedAt: now, status: 'active' }
}

/** Applies a change; what was taken off is absent afterwards, as the spec has no null. */
export function changePhoneNumber(number: PhoneNumber, change: PhoneNumberChange): void {
  Object.assign(number, change, { updatedAt: new Date().toISOString() })
  if (change.assistantId === null) delete number.assistantId
}
