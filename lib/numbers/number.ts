import { z } from 'zod'
import { comparisonSchema } from './comparison'

/** What a number of our ledger is good for; those that cost money and serve nobody first. */
export const numberUses = ['orphaned', 'unlinked', 'unsettled', 'releasing', 'paused', 'answering', 'released', 'lost'] as const
export type NumberUse = (typeof numberUses)[number]

/** What Twilio, VAPI and our ledger together say of a number: those that need a person, and the rest. */
export const faultyClasses = ['orphan', 'zombie', 'ghost', 'half_linked', 'deaf', 'drifted', 'twin', 'orphan_import'] as const
export const numberClasses = [...faultyClasses, 'unsure', 'healthy', 'foreign'] as const
export type NumberClass = (typeof numberClasses)[number]

/** What mends a number. The first three are the inventory's own; the next are actions on the customer; the last lead elsewhere. */
const numberFixes = ['adopt', 'give_back', 'remove_import', 'release', 'relink', 'check', 'open_twilio', 'new_assistant', 'open_customer'] as const
export type NumberFix = (typeof numberFixes)[number]
export type MendFix = Extract<NumberFix, 'adopt' | 'give_back' | 'remove_import'>

export const listedNumberSchema = z.object({
  key: z.string(),
  id: z.int().nullable(),
  e164_number: z.string(),
  user_id: z.guid().nullable(),
  email: z.string().nullable(),
  customer_known: z.boolean(),
  class: z.enum(numberClasses).nullable(),
  detail: z.string().nullable(),
  use: z.enum(numberUses).nullable(),
  sid: z.string().nullable(),
  tag: z.string().nullable(),
  /** Where Twilio sends its calls, of one whose voice URL leads away from VAPI: the host, and whether a trunk or an application wins over it. */
  voice_host: z.string().nullable(),
  voice_overridden: z.boolean().nullable(),
  vapi_id: z.string().nullable(),
  adopted: z.boolean(),
  billed: z.boolean(),
  next_charge_at: z.string().nullable(),
  since: z.string(),
  seen_since: z.string().nullable(),
  rank: z.int(),
  fix: z.enum(numberFixes).nullable(),
  fix_off: z.string().nullable(),
})

/** A number as the inventory lists it: once, whoever of the three knows it. */
export type ListedNumber = z.infer<typeof listedNumberSchema>

export const numberCountsSchema = z.object({
  classes: z.partialRecord(z.enum(numberClasses), z.object({ count: z.int(), billed: z.int() })),
  uses: z.partialRecord(z.enum(numberUses), z.int()),
  attention: z.int(),
  total: z.int(),
  billed: z.int(),
  wasted: z.object({ count: z.int(), next_charge_at: z.string().nullable() }),
  price_usd: z.number(),
  comparison: comparisonSchema,
})
export type NumberCounts = z.infer<typeof numberCountsSchema>

/** Which numbers are looked at: a class, `attention` for all that need a person, or a use of the ledger. Null twice: all. */
export type NumberView = { class: NumberClass | 'attention' | null; use: NumberUse | null }
