import type { CustomerPage, LedgerRow } from './customer'

/** A ledger row for tests: ours, recorded, linked and seen at VAPI. */
export function makeLedgerRow(over: Partial<LedgerRow> = {}): LedgerRow {
  return {
    id: 1,
    state: 'recorded',
    e164_number: '+15125550142',
    tag: 'swb:local:7c1e40a2-0000-4000-8000-000000009b31',
    provider_number_id: 'PN4f1c09ae7b52d86031',
    adopted: false,
    release_after: null,
    release_requested_at: null,
    vapi_phone_number_id: 'vapi-1',
    assistant_id: 'asst-1',
    linked_at: '2026-11-24T14:00:06Z',
    verified_at: '2026-11-24T14:00:06Z',
    failed_code: null,
    intended_at: '2026-11-24T14:00:02Z',
    purchased_at: '2026-11-24T14:00:04Z',
    released_at: null,
    lost_at: null,
    lost_code: null,
    ...over,
  }
}

/** A customer for tests: paid, in the rollout, nothing done yet. */
export function makeCustomer(over: Partial<CustomerPage> = {}): CustomerPage {
  return {
    userId: '7c1e40a2-0000-4000-8000-000000009b31',
    userExists: true,
    email: 'frontdesk.austin@example.com',
    city: 'Austin',
    state: 'TX',
    paddleCustomerId: 'ctm_1',
    subscriptions: [{ id: 's1', tier_type: 'pro', status: 'active' }],
    phoneNumbers: [],
    assistantId: 'asst-1',
    assistantStatus: 'ready',
    activated: true,
    handedOverAt: null,
    handoverAskedAt: null,
    desired: 'assigned',
    desiredReason: 'paid',
    status: 'needs_attention',
    reasonCode: 'no_run',
    since: '2026-11-24T14:00:00Z',
    updatedAt: '2026-11-24T14:00:07Z',
    paidAt: '2026-11-24T14:00:00Z',
    purchases: [],
    hold: null,
    rollout: { enabled: true, reason: 'percentage', bucket: 1873, percentageBp: 2500, entriesPerMinute: 30, changedAt: null, overrideReason: null },
    integrity: null,
    notes: [],
    actions: [],
    halts: [],
    incidents: [],
    paddleEvents: [],
    limits: { maxAttempts: 5, providerTimeoutMs: 15_000 },
    total: 0,
    runs: [],
    steps: [],
    ...over,
  }
}
