import { openPurchase, type CustomerPage } from './customer'

/** The number that a customer has, and the one that is only meant to be bought: as `private.number_so_far` tells them apart. */
export type NumberSoFar = { number: string | null; intended: string | null }

/** By the ledger: ours once it is bought; else the host's own one. */
export function numberOfPage(page: Pick<CustomerPage, 'purchases' | 'phoneNumbers'>): NumberSoFar {
  const open = openPurchase(page)
  const host = page.phoneNumbers[0]?.e164_number ?? null
  return open?.state === 'intended' ? { number: host, intended: open.e164_number } : { number: open?.e164_number ?? host, intended: null }
}

/** By the read model: ours once Twilio has given it an id. */
export function numberOfColumns(row: { e164_number: string | null; provider_number_id: string | null } | null): NumberSoFar {
  return row?.provider_number_id ? { number: row.e164_number, intended: null } : { number: null, intended: row?.e164_number ?? null }
}

/** What is said instead of a number that is only meant: that the engine is at it, else that nobody knows. */
export function sayIntended(status: string | null): string {
  return status === 'being_set_up' ? 'Being bought' : 'Not confirmed'
}
