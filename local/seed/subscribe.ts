import type { Client } from 'pg'

/** What a change of a subscription looks like from outside. */
export type SubscriptionChange = { tier?: string; status?: string }

/** Changes a customer's current subscription, as a billing webhook would; false when there is none. */
export async function changeSubscription(client: Client, userId: string, change: SubscriptionChange): Promise<boolean> {
  const { rowCount } = await client.query(
    `update public.subscriptions set tier_type = coalesce($2, tier_type), status = coalesce($3, status) where user_id = $1 and current`,
    [userId, change.tier ?? null, change.status ?? null],
  )
  return (rowCount ?? 0) > 0
}
