import type { Logger } from '../_shared/log.ts'
import type { SightedNumber, TwilioInventory } from '../_shared/providers/twilio-inventory.ts'
import type { SightedImport, VapiInventory } from '../_shared/providers/vapi-inventory.ts'

export type Phase = 'twilio' | 'vapi' | 'recording'
export type Subaccounts = 'none' | 'walked' | 'not_readable'
/** One complete sighting of both providers. */
export type Sighting = { accountSid: string; subaccounts: Subaccounts; twilio: SightedNumber[]; vapi: (SightedImport & { assistant_deleted: boolean })[] }

/** The comparison in the database. False: it is not ours any more. */
export type ComparisonDb = {
  /** `resumed_ms_ago`: how long ago an admin last resumed what stood still; absent for never. */
  claim(id: number): Promise<{ claimed: boolean; reason?: string; resumed_ms_ago?: number }>
  report(id: number, phase: Phase, counts: { twilio: number | null; vapi: number | null }): Promise<boolean>
  fail(id: number, code: string): Promise<boolean>
  record(id: number, sighting: Sighting): Promise<{ recorded: boolean }>
}

/** Everything outside of this function. */
export type Deps = {
  serviceKey: string
  nudgeKey(): Promise<string | null>
  db: ComparisonDb
  twilio(): Promise<TwilioInventory>
  vapi(): Promise<VapiInventory>
  /** Monotonic, in milliseconds: the clock of the secrets. */
  now(): number
  /** Forgets what was read of the secrets; with a moment, only what was read before it. */
  dropSecrets(readBefore?: number): void
  log: Logger
  waitUntil(work: Promise<unknown>): void
}
