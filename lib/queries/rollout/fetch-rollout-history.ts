import { ReadError } from '@/lib/errors'
import { changeSchema, type RolloutChange } from '@/lib/rollout/status'
import type { Client } from '@/lib/supabase/browser'

const historyLength = 50
export type RolloutHistory = { changes: RolloutChange[]; total: number }

/** The newest changes of the rollout, and how many there ever were. */
export async function fetchRolloutHistory(client: Client): Promise<RolloutHistory> {
  const { data, error, count } = await client
    .from('rollout_changes')
    .select('id, kind, old_value, new_value, reason, changed_by, changed_name, reverts, created_at', { count: 'exact' })
    .eq('flag', 'phone_provisioning')
    .order('id', { ascending: false })
    .limit(historyLength)
  if (error) throw new ReadError('rollout history', error)
  const parsed = changeSchema.array().safeParse(data)
  if (!parsed.success) throw new ReadError('rollout history', { message: parsed.error.message })
  return { changes: parsed.data, total: count ?? parsed.data.length }
}
