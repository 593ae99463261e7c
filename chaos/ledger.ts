import type { Pool } from 'pg'

/** A row of the ledger, as far as it matters for what may be at Twilio. */
export type LedgerRow = {
  user_id: string
  state: string
  provider_number_id: string
  releasing_at: Date | null
  release_requested_at: Date | null
  purchased_at: Date | null
}

/** The ledger's rows of these numbers. */
export async function readLedger(pool: Pool, sids: string[]): Promise<LedgerRow[]> {
  const { rows } = await pool.query<LedgerRow>(
    `select user_id, state, provider_number_id, releasing_at, release_requested_at, purchased_at
     from public.phone_number_purchases where provider_number_id = any($1::text[])`,
    [sids],
  )
  return rows
}

/** Numbers that two live rows of the product's table name, and users who have two. */
export async function readShared(pool: Pool): Promise<{ what: string; users: string }[]> {
  const { rows } = await pool.query<{ what: string; users: string }>(
    `select e164_number as what, string_agg(user_id::text, ', ') as users from public.phone_numbers where status <> 'released' group by 1 having count(*) > 1
     union all
     select 'two rows of one user', user_id::text from public.phone_numbers where status <> 'released' group by user_id having count(*) > 1`,
  )
  return rows
}
