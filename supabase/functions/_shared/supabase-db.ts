import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { EngineDb, Fence, Finish, StaffDb } from './engine-db.ts'
import type { FunctionEnv } from './env.ts'
import { callRpc, type Patience } from './rpc.ts'

const fenced = (fence: Fence): { p_log_id: number; p_attempt: number } => ({ p_log_id: fence.logId, p_attempt: fence.attempt })

function linkRow(link: NonNullable<Finish['link']>): object {
  return { purchase_id: link.purchaseId, vapi_phone_number_id: link.vapiPhoneNumberId, assistant_id: link.assistantId, verified: link.verified }
}

/** The engine's database over the Data API with the secret key. */
export function createEngineDb(env: FunctionEnv, patience: Patience): EngineDb {
  const client = createSupabase(env.supabaseUrl, env.serviceKey)
  const call = <T>(name: string, args: object): Promise<T> => callRpc<T>(client, name, args, patience)
  return {
    // Not repeated: a second claim would meet the lease of the first.
    claim: (logId, projectRef) => callRpc(client, 'claim_provision_run', { p_log_id: logId, p_project_ref: projectRef }, null),
    recordIntent: (fence, e164Number, tag) => call('record_purchase_intent', { ...fenced(fence), p_e164_number: e164Number, p_tag: tag }),
    recordPurchase: (fence, purchaseId, o) =>
      call('record_purchase', {
        ...fenced(fence),
        p_purchase_id: purchaseId,
        p_provider_number_id: o.providerNumberId,
        p_adopted: o.adopted,
        ...(o.tierType === undefined ? {} : { p_tier_type: o.tierType }),
        ...(o.next === undefined ? {} : { p_current_step: o.next }),
      }),
    markLost: (fence, purchaseId, errorCode) => call('mark_purchase_lost', { ...fenced(fence), p_purchase_id: purchaseId, p_error_code: errorCode }),
    recordNumber: (fence, o) =>
      call('provision_phone_transaction', {
        p_user_id: o.userId,
        p_phone_number: o.phoneNumber,
        p_provider_number_id: o.providerNumberId,
        p_tier_type: o.tierType,
        ...fenced(fence),
      }),
    recordLink: (fence, purchaseId, o) =>
      call('record_link', {
        ...fenced(fence),
        p_purchase_id: purchaseId,
        p_vapi_phone_number_id: o.vapiPhoneNumberId,
        p_assistant_id: o.assistantId,
        p_verified: o.verified,
      }),
    beginRelease: (fence, purchaseId) => call('begin_release', { ...fenced(fence), p_purchase_id: purchaseId }),
    finishRelease: (fence, purchaseId, certain) =>
      call('finish_release', { ...fenced(fence), p_purchase_id: purchaseId, ...(certain ? {} : { p_certain: false }) }),
    recordHandover: (fence, state) => call('record_handover', { ...fenced(fence), p_state: state }),
    recordSteps: (fence, steps, currentStep) =>
      callRpc(client, 'record_provision_steps', { ...fenced(fence), p_steps: steps, p_current_step: currentStep }, null),
    finish: (fence, finish, steps) =>
      call('finish_provision_run', {
        ...fenced(fence),
        p_result: finish.result,
        p_outcome: finish.outcome,
        p_error_code: finish.errorCode,
        p_error_message: finish.errorMessage,
        p_retry: finish.untilDone ? 'until_done' : null,
        p_halt_scope: finish.haltScope,
        p_steps: steps,
        ...(finish.link ? { p_link: linkRow(finish.link) } : {}),
      }),
    enqueue: (userId, action) => callRpc(client, 'enqueue_provision_run', { p_user_id: userId, p_action: action, p_source: 'service' }, null),
    readSecrets: () => call('read_provision_secrets', {}),
  }
}

/** The database as a staff member sees it: publishable key and the own session; the database checks the role. */
export function createStaffDb(env: FunctionEnv, session: string): StaffDb {
  const client = createSupabase(env.supabaseUrl, env.publishableKey, { Authorization: `Bearer ${session}` })
  return {
    request: (o) =>
      callRpc(
        client,
        'request_provision_run',
        { p_user_id: o.userId, p_action: o.action, p_reason: o.reason, p_idempotency_key: o.idempotencyKey },
        null,
      ),
  }
}

/** What counts of a subscription event of Paddle; everything personal stays behind. */
export type PaddleEvent = {
  eventId: string
  eventType: string
  occurredAt: string
  subscriptionId: string
  customerId: string
  status: string
  priceIds: string[]
}

/** What the receiver of Paddle's events asks of the database. */
export type PaddleDb = {
  applyEvent(event: PaddleEvent): Promise<{ outcome: string; repeated: boolean }>
  readSecrets(): Promise<Record<string, string>>
}

/** Paddle's side of the database, with the secret key. An event may be asked for again: its id counts once. */
export function createPaddleDb(env: FunctionEnv, patience: Patience): PaddleDb {
  const client = createSupabase(env.supabaseUrl, env.serviceKey)
  return {
    applyEvent: (event) =>
      callRpc(
        client,
        'apply_paddle_event',
        {
          p_event_id: event.eventId,
          p_event_type: event.eventType,
          p_occurred_at: event.occurredAt,
          p_subscription_id: event.subscriptionId,
          p_customer_id: event.customerId,
          p_status: event.status,
          p_price_ids: event.priceIds,
        },
        patience,
      ),
    readSecrets: () => callRpc(client, 'read_provision_secrets', {}, patience),
  }
}

/** A client of the Data API with one key. */
export function createSupabase(url: string, key: string, headers: Record<string, string> = {}): SupabaseClient {
  return createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false }, global: { headers } })
}
