import { ReadError } from '@/lib/errors'
import { parseRun, runColumns } from '@/lib/runs/parse-run'
import type { Run, RunRow } from '@/lib/runs/run'
import { numberOf } from '@/lib/runs/step-numbers'
import { parseStep, stepColumns, type Step } from '@/lib/runs/step'
import type { Client } from '@/lib/supabase/browser'
import type { Database } from '@/lib/supabase/database.types'
import { addPeople } from './fetch-runs'

export type RunCustomer = Pick<
  Database['public']['Tables']['provision_customers']['Row'],
  'user_id' | 'email' | 'e164_number' | 'tier' | 'subscription_status' | 'status' | 'provider_number_id' | 'vapi_phone_number_id' | 'assistant_id'
>
export type RunDetail = {
  run: RunRow
  steps: Step[]
  customer: RunCustomer | null
  /** The customer's other runs, newest first. */
  others: Run[]
  limits: { maxAttempts: number; providerTimeoutMs: number }
}

const customerColumns =
  'user_id, email, e164_number, tier, subscription_status, status, provider_number_id, vapi_phone_number_id, assistant_id'

/** Everything that a run's page shows; null when there is no such run. */
export async function fetchRunDetail(client: Client, id: number): Promise<RunDetail | null> {
  const found = await client.from('phone_provision_logs').select(runColumns).eq('id', id).maybeSingle()
  if (found.error) throw new ReadError('run', found.error)
  if (!found.data) return null
  const run = parseRun(found.data)
  const [rows, steps, customer, others, settings] = await Promise.all([
    addPeople(client, [run]),
    client.from('phone_provision_steps').select(stepColumns).eq('run_id', id).order('started_at').order('id'),
    client.from('provision_customers').select(customerColumns).eq('user_id', run.userId).maybeSingle(),
    client.from('phone_provision_logs').select(runColumns).eq('subject_id', run.userId).neq('id', id).order('id', { ascending: false }).limit(8),
    client.from('provision_settings').select('max_attempts, provider_timeout_ms').maybeSingle(),
  ])
  const error = steps.error ?? customer.error ?? others.error ?? settings.error
  if (error) throw new ReadError('run', error)
  const row = rows[0]
  if (!row) return null
  const tried = (steps.data ?? []).flatMap((step) => parseStep(step) ?? [])
  return {
    run: { ...row, e164: numberOf(tried, row.e164) },
    steps: tried,
    customer: customer.data,
    others: (others.data ?? []).map(parseRun),
    limits: { maxAttempts: settings.data?.max_attempts ?? 1, providerTimeoutMs: settings.data?.provider_timeout_ms ?? 15_000 },
  }
}
