import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { ReadError } from '@/lib/errors'
import { activationSchema, explanationSchema, previewSchema, stopPreviewSchema } from '@/lib/rollout/preview'
import { rolloutStatusSchema } from '@/lib/rollout/status'
import type { Client } from '@/lib/supabase/browser'
import { fetchRolloutHistory } from './fetch-rollout-history'
import { fetchRolloutOverrides } from './fetch-rollout-overrides'
import { rolloutKeys } from './keys'

type Answer = { data: unknown; error: { message: string; code?: string } | null }

// The functions answer with JSON whose shape only the database knows, so it is checked here.
async function read<Schema extends z.ZodType>(what: string, schema: Schema, call: PromiseLike<Answer>): Promise<z.output<Schema>> {
  const { data, error } = await call
  if (error) throw new ReadError(what, error)
  const parsed = schema.safeParse(data)
  if (!parsed.success) throw new ReadError(what, { message: parsed.error.message })
  return parsed.data
}

/** Rollout, stop and guard as they stand; the guard measures twice a minute. */
export function rolloutStatusOptions(client: Client) {
  return queryOptions({
    queryKey: rolloutKeys.status,
    queryFn: () => read('rollout', rolloutStatusSchema, client.rpc('read_rollout_status')),
    refetchInterval: 30_000,
  })
}

/** What a percentage would do. */
export function rolloutPreviewOptions(client: Client, bp: number) {
  return queryOptions({
    queryKey: rolloutKeys.preview(bp),
    queryFn: () => read('preview', previewSchema, client.rpc('preview_rollout', { p_percentage_bp: bp })),
    placeholderData: keepPreviousData,
  })
}

/** What a stop leaves standing. */
export function stopPreviewOptions(client: Client) {
  return queryOptions({
    queryKey: rolloutKeys.stop,
    queryFn: () => read('stop', stopPreviewSchema, client.rpc('preview_stop')),
    staleTime: 0,
  })
}

/** What activation would do, and to whom. */
export function activationOptions(client: Client) {
  return queryOptions({
    queryKey: rolloutKeys.activation,
    queryFn: () => read('activation', activationSchema, client.rpc('preview_activation')),
  })
}

/** Why a customer is in or out, now and at another percentage. */
export function explanationOptions(client: Client, userId: string, bp: number) {
  return queryOptions({
    queryKey: rolloutKeys.explanation(userId, bp),
    queryFn: () => read('explanation', explanationSchema, client.rpc('explain_rollout', { p_user_id: userId, p_percentage_bp: bp })),
    placeholderData: keepPreviousData,
  })
}

/** The newest changes and how many there are. */
export function rolloutHistoryOptions(client: Client) {
  return queryOptions({ queryKey: rolloutKeys.history, queryFn: () => fetchRolloutHistory(client) })
}

/** Who is on the allow and deny lists. */
export function rolloutOverridesOptions(client: Client) {
  return queryOptions({ queryKey: rolloutKeys.overrides, queryFn: () => fetchRolloutOverrides(client) })
}
