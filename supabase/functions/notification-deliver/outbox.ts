import type { SupabaseClient } from '@supabase/supabase-js'
import { z } from 'zod'
import { callRpc, type Patience } from '../_shared/rpc.ts'
import type { Outbox } from './deps.ts'
import { messageSchema } from './message.ts'

/** The outbox over the Data API with the secret key. */
export function createOutbox(client: SupabaseClient, patience: Patience): Outbox {
  return {
    // Not repeated: what a lost answer took is due again after a minute.
    claim: async (limit) => z.array(messageSchema).parse(await callRpc<unknown>(client, 'claim_notifications', { p_limit: limit }, null)),
    finish: async (id, error) => void (await callRpc(client, 'finish_notification', { p_id: id, ...(error !== null && { p_error: error }) }, patience)),
  }
}
