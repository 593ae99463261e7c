import { ReadError } from '@/lib/errors'
import type { Client } from '@/lib/supabase/browser'

export type Override = { userId: string; email: string | null; verdict: 'allow' | 'deny'; reason: string | null; createdAt: string }

/** Everybody on the allow and deny lists, newest first, with the e-mail where the account still has one. */
export async function fetchRolloutOverrides(client: Client): Promise<Override[]> {
  const { data, error } = await client
    .from('rollout_overrides')
    .select('user_id, verdict, reason, created_at')
    .eq('flag', 'phone_provisioning')
    .order('created_at', { ascending: false })
    .limit(1000)
  if (error) throw new ReadError('rollout lists', error)
  if (data.length === 0) return []
  const emails = new Map<string, string | null>()
  // In portions: the ids travel in the URL.
  for (let from = 0; from < data.length; from += 100) {
    const ids = data.slice(from, from + 100).map((row) => row.user_id)
    const people = await client.from('provision_customers').select('user_id, email').in('user_id', ids)
    if (people.error) throw new ReadError('rollout lists', people.error)
    for (const person of people.data) emails.set(person.user_id, person.email)
  }
  return data.map((row) => ({
    userId: row.user_id,
    email: emails.get(row.user_id) ?? null,
    verdict: row.verdict === 'deny' ? 'deny' : 'allow',
    reason: row.reason,
    createdAt: row.created_at,
  }))
}
