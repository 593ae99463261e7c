import { z } from 'zod'

/** What a number is good for; those that cost money and serve nobody first. */
export const numberUses = ['orphaned', 'unlinked', 'unsettled', 'releasing', 'paused', 'answering', 'released', 'lost'] as const
export type NumberUse = (typeof numberUses)[number]

export const ownedNumberSchema = z.object({
  id: z.int(),
  e164_number: z.string(),
  user_id: z.guid(),
  email: z.string().nullable(),
  use: z.enum(numberUses),
  provider_number_id: z.string().nullable(),
  vapi_phone_number_id: z.string().nullable(),
  assistant_id: z.string().nullable(),
  adopted: z.boolean(),
  since: z.string(),
})

/** A number of the ledger as the inventory lists it. */
export type OwnedNumber = z.infer<typeof ownedNumberSchema>

export const numberCountsSchema = z.object({ uses: z.partialRecord(z.enum(numberUses), z.int()), total: z.int(), billed: z.int(), price_usd: z.number() })
export type NumberCounts = z.infer<typeof numberCountsSchema>

/** What each use means, in the present, at most 56 characters. */
export const sentenceOfUse: Record<NumberUse, string> = {
  orphaned: 'Paid for, but nobody has it; the sweep gives it back.',
  unlinked: 'Nothing answers it: no assistant is linked yet.',
  unsettled: 'Being bought right now.',
  releasing: 'Being given back right now.',
  paused: 'Kept for the customer; nothing answers it, by intent.',
  answering: 'The customer’s assistant answers it.',
  released: 'Given back to Twilio.',
  lost: 'Never ours: Twilio refused the purchase.',
}
