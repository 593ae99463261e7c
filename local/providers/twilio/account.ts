import { z } from 'zod'
import { createEventLog } from '../simulator/event-log.ts'
import type { EventLog } from '../simulator/event-log.ts'
import { createIncomingNumber } from './incoming-number.ts'
import type { IncomingNumber, NumberChange } from './incoming-number.ts'
import { formatRfc2822 } from './rfc2822.ts'

/** A number and the moment it entered the account, which its `date_created` gives to the second only. */
export type OwnedNumber = { number: IncomingNumber; since: number }

/** The numbers of one account. */
export type TwilioAccount = {
  sid: string
  events: EventLog
  /** Oldest first. */
  list(): OwnedNumber[]
  findBySid(sid: string): IncomingNumber | null
  findByPhoneNumber(phoneNumber: string): IncomingNumber | null
  /** Accounts below this one that hold a number; it is not in our own list. */
  subaccounts(): string[]
  add(phoneNumber: string, change: NumberChange, created?: Date): IncomingNumber
  update(number: IncomingNumber, change: NumberChange): IncomingNumber
  release(number: IncomingNumber): void
  /** Gone to another customer of Twilio, or given back. */
  isGone(phoneNumber: string): boolean
  markSold(phoneNumbers: string[]): void
  gone(): string[]
  reset(): void
  snapshot(): AccountSnapshot
}

/** What survives a restart. */
export type AccountSnapshot = { numbers: OwnedNumber[]; gone: string[] }

const snapshotSchema = z.object({
  numbers: z.array(z.object({ number: z.custom<IncomingNumber>((value) => typeof value === 'object'), since: z.number() })),
  gone: z.array(z.string()),
})

/** An account with what it had before, or without any number. */
export function createAccount(o: { sid: string; saved: unknown; changed: () => void }): TwilioAccount {
  const saved = o.saved === null ? { numbers: [], gone: [] } : snapshotSchema.parse(o.saved)
  const bySid = new Map(saved.numbers.map((owned) => [owned.number.sid, owned]))
  const sidOf = new Map(saved.numbers.map(({ number }) => [number.phone_number, number.sid]))
  const gone = new Set(saved.gone)
  const events = createEventLog()
  const findBySid = (sid: string) => bySid.get(sid)?.number ?? null

  function note(event: string, number: IncomingNumber): void {
    events.add({ event, sid: number.sid, phone_number: number.phone_number, friendly_name: number.friendly_name })
    o.changed()
  }

  return {
    sid: o.sid,
    events,
    list: () => [...bySid.values()],
    findBySid,
    findByPhoneNumber: (phoneNumber) => findBySid(sidOf.get(phoneNumber) ?? ''),
    subaccounts: () => [...new Set([...bySid.values()].map(({ number }) => number.account_sid))].filter((sid) => sid !== o.sid),
    add: (phoneNumber, change, created) => {
      const number = createIncomingNumber({ accountSid: o.sid, phoneNumber, created: created ?? new Date(), change })
      bySid.set(number.sid, { number, since: created?.getTime() ?? Date.now() })
      sidOf.set(phoneNumber, number.sid)
      gone.delete(phoneNumber)
      note(created ? 'seeded' : 'bought', number)
      return number
    },
    update: (number, change) => {
      Object.assign(number, change, { date_updated: formatRfc2822(new Date()) })
      note('updated', number)
      return number
    },
    release: (number) => {
      bySid.delete(number.sid)
      sidOf.delete(number.phone_number)
      gone.add(number.phone_number)
      note('released', number)
    },
    isGone: (phoneNumber) => gone.has(phoneNumber),
    markSold: (phoneNumbers) => {
      for (const phoneNumber of phoneNumbers) gone.add(phoneNumber)
      o.changed()
    },
    gone: () => [...gone],
    reset: () => {
      bySid.clear()
      sidOf.clear()
      gone.clear()
      events.clear()
      o.changed()
    },
    snapshot: () => ({ numbers: [...bySid.values()], gone: [...gone] }),
  }
}
