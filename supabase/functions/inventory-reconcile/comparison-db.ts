import type { SupabaseClient } from '@supabase/supabase-js'
import { callRpc, type Patience } from '../_shared/rpc.ts'
import type { ComparisonDb } from './deps.ts'

/** The comparison over the Data API with the secret key. */
export function createComparisonDb(client: SupabaseClient, projectRef: string, patience: Patience): ComparisonDb {
  return {
    // Not repeated: a second claim would find the first one's.
    claim: (id) => callRpc(client, 'claim_inventory_comparison', { p_id: id, p_project_ref: projectRef }, null),
    report: (id, phase, { twilio, vapi }) => callRpc(client, 'report_inventory_progress', { p_id: id, p_phase: phase, p_twilio: twilio, p_vapi: vapi }, patience),
    fail: (id, code) => callRpc(client, 'fail_inventory_comparison', { p_id: id, p_code: code }, patience),
    record: (id, sighting) =>
      callRpc(
        client,
        'record_inventory',
        { p_id: id, p_account_sid: sighting.accountSid, p_subaccounts: sighting.subaccounts, p_twilio: sighting.twilio, p_vapi: sighting.vapi },
        patience,
      ),
  }
}
