import { errorCatalogue, runErrorCode } from '@domain/error-catalogue.ts'
import { customerStatuses, stepNames, stepProviders, triggerActions } from '@domain/states.ts'
import { describe, expect, it } from 'vitest'
import type { CustomerPage } from '@/lib/customers/customer'
import { makeCustomer, makeLedgerRow } from '@/lib/customers/customer.fixture'
import { makeRun } from '@/lib/runs/run.fixture'
import type { Step } from '@/lib/runs/step'
import { judgeCustomer } from './judge-customer'
import type { Verdict } from './verdict'

const nbsp = (text: string) => text.replaceAll('~', '\u00a0')
const failedWith = (errorCode: string, over: Partial<CustomerPage> = {}) =>
  makeCustomer({ reasonCode: errorCode, runs: [makeRun({ status: 'failed', outcome: null, errorCode })], ...over })

/** What every verdict owes to its reader. */
function expectSound(verdict: Verdict) {
  expect(verdict.sentence.length, verdict.sentence).toBeLessThanOrEqual(90)
  expect(verdict.sentence).toMatch(/^[A-Z+].*\.$/)
  expect(verdict.sentence).not.toMatch(/_|undefined|null|\b\d{5}\b/)
  expect(verdict.faultMore).toMatch(/^.{3,60}[^.]$/)
  expect(verdict.retryMore).toMatch(/^.{3,60}[^.]$/)
  expect(verdict.reply).toMatch(/^.{20,220}[.]$/)
  expect(verdict.reply).not.toMatch(/Twilio|VAPI|_|\b\d{5}\b/)
  for (const action of Object.values(verdict.actions)) if (!action.on) expect(action.why).toMatch(/^Off: .{5,100}\.$/)
}

describe('judgeCustomer, for every code', () => {
  const codes = stepProviders.flatMap((provider) => Object.keys(errorCatalogue[provider]).map((code) => runErrorCode(provider, code)))
  const grounds = { 'without a number': [], 'with a number': [makeLedgerRow({ assistant_id: null, linked_at: null })], unsettled: [makeLedgerRow({ state: 'intended', provider_number_id: null })] }

  it.each(codes)('%s has a verdict with an owner, a retry and something to do', (code) => {
    for (const purchases of Object.values(grounds)) {
      const verdict = judgeCustomer(failedWith(code, { purchases }), 'operator')
      expectSound(verdict)
      expect(verdict.fault).not.toBeNull()
      expect(verdict.code).toBe(code)
      if (verdict.primary !== 'copy_reply') expect(verdict.actions[verdict.primary], `${code} ${verdict.primary}`).toEqual({ on: true })
    }
  })

  it.each(codes)('%s never lets a buy be repeated whose outcome nobody knows', (code) => {
    const verdict = judgeCustomer(failedWith(code, { purchases: grounds.unsettled }), 'admin')
    expect(verdict).toMatchObject({ retry: 'check_first', primary: 'check', actions: { retry: { on: false }, release: { on: false }, provision: { on: false }, check: { on: true } } })
  })

  it('says of an unknown code that it is unknown, and who gave it', () => {
    const verdict = judgeCustomer(failedWith('99999'), 'operator')
    expectSound(verdict)
    expect(verdict.sentence).toBe('Twilio gave an answer that we do not know, so nothing is repeated by itself.')
    expect(verdict).toMatchObject({ fault: 'twilio', retry: 'useless', code: '99999', faultMore: 'The code is new to us' })
    expectSound(judgeCustomer(failedWith('vapi_zz'), 'operator'))
    expectSound(judgeCustomer(failedWith('something new'), 'operator'))
  })
})

const step = (over: Partial<Step>): Step => ({
  id: 1, runId: 1, attempt: 1, step: 'buy_number', provider: 'twilio', outcome: 'failed', startedAt: '2026-11-24T14:00:02Z',
  durationMs: 900, httpStatus: 400, errorCode: '21422', detail: {}, ...over,
})

describe('judgeCustomer, made exact by steps and ledger', () => {
  it('names the number of a buy that was never answered, also when the looks after it failed otherwise', () => {
    const purchases = [makeLedgerRow({ state: 'intended', provider_number_id: null })]
    const steps = [step({ outcome: 'unknown', errorCode: 'timeout', detail: { e164_number: '+15125550142' } })]
    const sentence = nbsp('Twilio never answered our request to buy +1~512~555~0142, so we may already own it.')
    expect(judgeCustomer(failedWith('timeout', { purchases, steps }), 'operator').sentence).toBe(sentence)
    const later = judgeCustomer(failedWith('20503', { purchases, steps }), 'operator')
    expect(later).toMatchObject({ sentence, detail: 'Looking it up has not succeeded since: Twilio was unavailable.', fault: 'twilio' })
    expect(later.note).toBe('Retry is off until a check has an answer.')
  })

  it('takes a refusal as an answer, although the ledger still holds the intent', () => {
    const purchases = [makeLedgerRow({ state: 'intended', provider_number_id: null })]
    const steps = [step({ id: 1, outcome: 'unknown', errorCode: 'timeout' }), step({ id: 2, startedAt: '2026-11-24T14:00:09Z', errorCode: '21649' })]
    const verdict = judgeCustomer(failedWith('21649', { purchases, steps }), 'operator')
    expectSound(verdict)
    expect(verdict).toMatchObject({
      sentence: 'This number needs an approved regulatory bundle, which takes days, not minutes.',
      fault: 'compliance', retry: 'useless', primary: 'copy_reply', actions: { check: { on: true }, retry: { on: false }, release: { on: false } },
    })
  })

  it('says what a run found of the number, although later ones did other things', () => {
    const page = makeCustomer({ reasonCode: 'number_missing', purchases: [makeLedgerRow({ failed_code: 'number_missing' })], runs: [makeRun()] })
    const verdict = judgeCustomer(page, 'operator')
    expectSound(verdict)
    expect(verdict).toMatchObject({ code: 'number_missing', primary: 'release', effect: { words: 'Calls may not be answered' }, actions: { retry: { on: true }, check: { on: true } } })
    expect(judgeCustomer({ ...page, runs: [] }, 'operator').sentence).toBe(verdict.sentence)
  })

  it('says that the product names another number, and gives ours back', () => {
    const integrity = { issue: 'second_number', detail: 'The product’s row names +15125550139, and we still own +15125550142', howToSettle: 'Release gives ours back.' }
    const phoneNumbers = [{ id: 'n', provider: 'twilio', provider_number_id: 'PNother', e164_number: '+15125550139', status: 'active' }]
    const page = makeCustomer({ reasonCode: 'integrity_issue', desired: 'untouched', desiredReason: 'integrity_issue', integrity, phoneNumbers, purchases: [makeLedgerRow()], runs: [makeRun()] })
    const verdict = judgeCustomer(page, 'operator')
    expectSound(verdict)
    expect(verdict).toMatchObject({
      sentence: nbsp('The product’s row names another number; ours, +1~512~555~0142, is paid for nobody.'), fault: 'customer', primary: 'release',
      effect: { words: 'Another number is theirs' }, actions: { release: { on: true }, pause: { on: false }, provision: { on: false } },
    })
    const other = judgeCustomer({ ...page, integrity: { ...integrity, issue: 'several_numbers' } }, 'operator')
    expect(other).toMatchObject({ primary: 'copy_reply', actions: { release: { on: false } } })
  })

  it('counts the numbers that were sold to others, and the attempts', () => {
    const steps = [1, 2, 3].map((id) => step({ id }))
    expect(judgeCustomer(failedWith('21422', { steps }), 'operator')).toMatchObject({ sentence: 'Three numbers in a row were sold to others first.', retry: 'safe', primary: 'retry' })
    const runs = [makeRun({ status: 'failed', errorCode: '20503', attempt: 4 })]
    expect(judgeCustomer(makeCustomer({ runs, reasonCode: '20503' }), 'operator').sentence).toBe('Twilio was unavailable for all four attempts.')
  })
})

describe('judgeCustomer, for every state', () => {
  const reasons = [
    ...(['paid', 'not_in_rollout', 'not_activated', 'no_subscription', 'conflicting_subscriptions', 'unknown_status', 'unknown_tier', 'paused_subscription'] as const),
    ...(['free_tier', 'cancelled', 'expired', 'user_deleted', 'legacy_number', 'guard_holding', 'handed_over', 'other_provider', 'integrity_issue', 'a_reason_of_tomorrow'] as const),
  ]
  const ledgers = [[], [makeLedgerRow()], [makeLedgerRow({ assistant_id: null })], [makeLedgerRow({ state: 'intended', provider_number_id: null })]]
  const holds = [null, ...(['freeze', 'paused', 'released'] as const).map((mode) => ({ mode, reason: 'Disputed', createdAt: '2026-11-24T14:00:00Z', byId: 'ada', by: 'Ada' }))]

  it.each(customerStatuses)('%s has a sound verdict for every reason, desired state, ledger and hold', (status) => {
    for (const desiredReason of reasons)
      for (const desired of ['assigned', 'paused', 'released', 'untouched'] as const)
        for (const purchases of ledgers)
          for (const hold of holds) expectSound(judgeCustomer(makeCustomer({ status, reasonCode: desiredReason, desiredReason, desired, purchases, hold, runs: [makeRun()] }), 'operator'))
  })

  it('has one for every step at work, every wait and every action', () => {
    for (const purchases of ledgers)
      for (const action of triggerActions) {
        for (const currentStep of [...stepNames, null, 'a_new_step'])
          expectSound(judgeCustomer(makeCustomer({ status: 'being_set_up', purchases, runs: [makeRun({ status: 'processing', action, outcome: null, currentStep })] }), 'operator'))
        for (const waitingFor of [null, 'twilio', 'acquire', 'vapi', 'all', 'release', 'dispatch_paused', 'twilio_down', 'vapi_down', 'draining', 'cap_full'])
          expectSound(judgeCustomer(makeCustomer({ status: 'being_set_up', purchases, runs: [makeRun({ status: 'pending', action, outcome: null, waitingFor })] }), 'operator'))
      }
  })

  it.each(['no_subscription', 'unknown_status', 'unknown_tier', 'conflicting_subscriptions'])('does not say that nobody answers where nothing was taken off: %s', (desiredReason) => {
    const page: Partial<CustomerPage> = { status: 'paused', reasonCode: desiredReason, desired: 'untouched', desiredReason, runs: [makeRun()] }
    const { sentence, reply } = judgeCustomer(makeCustomer({ ...page, purchases: [makeLedgerRow()] }), 'operator')
    expect(sentence).toMatch(/: \+1.* goes on answering\.$/)
    expect(reply).toMatch(/works as before/)
    const unlinked = makeCustomer({ ...page, purchases: [makeLedgerRow({ assistant_id: null, linked_at: null })] })
    expect(judgeCustomer(unlinked, 'operator').sentence).toMatch(/is kept, but nobody answers\.$/)
  })

  it('says that no run was ever started, and starts one', () => {
    expect(judgeCustomer(makeCustomer(), 'operator')).toMatchObject({ sentence: 'Paid, but no run was ever started.', fault: 'us', retry: 'safe', primary: 'provision', actions: { provision: { on: true } } })
  })

  it('says that a customer whom the rollout lets in waits for their turn, and how many go in a minute', () => {
    const rollout = { enabled: true, reason: 'percentage', bucket: 1873, percentageBp: 2500, entriesPerMinute: 30, changedAt: '2026-11-24T14:00:00Z', overrideReason: null }
    for (const runs of [[], [makeRun({ status: 'skipped', outcome: 'not_in_rollout' })]]) {
      const verdict = judgeCustomer(makeCustomer({ status: 'being_set_up', reasonCode: 'awaiting_turn', rollout, runs }), 'operator')
      expectSound(verdict)
      expect(verdict).toMatchObject({ sentence: 'Paid, and waits for their turn to enter the rollout.', fault: null, retry: 'not_needed', primary: 'copy_reply', lead: { words: 'Waits for' } })
      expect(verdict.detail).toContain('At most 30 customers enter a minute')
    }
  })

  it('does not say that the old system serves a customer of whom nobody was told', () => {
    const page = makeCustomer({ status: 'not_in_rollout', reasonCode: 'not_in_rollout', desired: 'untouched', desiredReason: 'not_in_rollout' })
    const told = judgeCustomer({ ...page, runs: [makeRun({ status: 'skipped', outcome: 'handed_over' })] }, 'operator')
    expect(told.sentence).toBe('Paid, but not in the rollout: the old system serves them.')
    const untold = judgeCustomer({ ...page, runs: [makeRun({ status: 'skipped', outcome: 'not_in_rollout' })] }, 'operator')
    expectSound(untold)
    expect(untold).toMatchObject({ sentence: 'Paid, but not in the rollout; nobody was told of them.', detail: 'No old system is configured to be told. They enter when the percentage rises, or when an admin lets them in.' })
  })

  describe('of a hand-over that the old system has not taken', () => {
    const asked = '2026-11-24T14:03:00Z'
    const runs = [makeRun({ status: 'retry_scheduled', outcome: null, errorCode: 'handover_not_taken', finishedAt: null })]
    const rollout = { enabled: false, reason: 'outside_percentage', bucket: 9000, percentageBp: 2500, entriesPerMinute: 30, changedAt: null, overrideReason: null }
    const page = makeCustomer({ status: 'not_in_rollout', reasonCode: 'handover_asked', desired: 'untouched', desiredReason: 'not_in_rollout', rollout, runs, handoverAskedAt: asked })

    it('says that it is asked, since when, and that it goes by itself', () => {
      const verdict = judgeCustomer(page, 'operator')
      expectSound(verdict)
      expect(verdict).toMatchObject({
        sentence: 'Not in the rollout: the old system is being asked to take this customer.', code: 'handover_not_taken', fault: null, retry: 'not_needed',
        lead: { words: 'Asked for', since: asked }, effect: { words: 'Calls are not answered', more: 'The old system was first asked at', since: asked },
      })
    })
    it('says after a while that nobody serves them, and what staff do', () => {
      const verdict = judgeCustomer({ ...page, status: 'needs_attention', reasonCode: 'handover_untaken' }, 'operator')
      expectSound(verdict)
      expect(verdict).toMatchObject({
        sentence: 'The old system has not taken this customer, so nobody serves them.', fault: 'us', retry: 'useless', retryMore: 'It is asked again by itself until it takes them',
        primary: 'copy_reply', lead: { words: 'Not taken for', since: asked }, actions: { retry: { on: false } },
      })
      expect(verdict.detail).toMatch(/allow list|by hand/)
    })
    it('says that nothing is asked while dispatch stands still', () => {
      const halts = [{ scope: 'dispatch' as const, errorCode: null, haltedAt: asked }]
      expect(judgeCustomer({ ...page, status: 'needs_attention', reasonCode: 'handover_untaken', halts }, 'operator').retryMore).toBe('Provisioning is stopped: it is not asked either')
    })
  })

  it('says that a provider is down, and that it goes by itself', () => {
    const runs = [makeRun({ status: 'pending', outcome: null, waitingFor: 'twilio_down' })]
    expect(judgeCustomer(makeCustomer({ status: 'being_set_up', runs }), 'operator')).toMatchObject({ sentence: 'Twilio is down, so the run waits until it answers again.', fault: 'twilio', retry: 'useless' })
  })

  it('finishes by a check what was being taken away when it failed', () => {
    const hold = { mode: 'paused' as const, reason: 'x', createdAt: '2026-11-24T14:00:00Z', byId: 'ada', by: 'Ada' }
    const pausing = judgeCustomer(failedWith('vapi_unavailable', { hold, desired: 'paused', desiredReason: 'hold_paused', purchases: [makeLedgerRow()] }), 'operator')
    expect(pausing).toMatchObject({ fault: 'vapi', primary: 'check', actions: { check: { on: true }, retry: { on: false } } })
    const releasing = judgeCustomer(
      failedWith('20503', { hold: { ...hold, mode: 'released' }, desired: 'untouched', desiredReason: 'hold_released', purchases: [makeLedgerRow({ state: 'releasing' })] }),
      'operator',
    )
    expectSound(releasing)
    expect(releasing).toMatchObject({ fault: 'twilio', primary: 'check', actions: { check: { on: true }, provision: { on: true } } })
  })

  it('says what stands still, and that nobody else needs to press', () => {
    const runs = [makeRun({ status: 'pending', outcome: null, waitingFor: 'twilio' })]
    const halts = [{ scope: 'twilio' as const, errorCode: '20003', haltedAt: '2026-11-24T14:00:00Z' }]
    const verdict = judgeCustomer(makeCustomer({ status: 'being_set_up', runs, halts }), 'operator')
    expectSound(verdict)
    expect(verdict).toMatchObject({ fault: 'us', retry: 'useless', primary: 'copy_reply', code: '20003', faultMore: 'Twilio is stopped' })
    expect(verdict.actions.retry).toEqual({ on: false, why: 'Off: Twilio is stopped. Runs wait and go by themselves.' })
  })
})

describe('the actions', () => {
  const working = makeCustomer({ status: 'working', reasonCode: 'paid', purchases: [makeLedgerRow()], phoneNumbers: [{ id: 'n', provider: 'twilio', provider_number_id: 'PN4f1c09ae7b52d86031', e164_number: '+15125550142', status: 'active' }], runs: [makeRun()] })
  const on = (page: CustomerPage) => Object.entries(judgeCustomer(page, 'operator').actions).flatMap(([action, { on }]) => (on ? [action] : []))

  it('are those that make sense', () => {
    expect(on(working)).toEqual(['check', 'relink', 'pause', 'hold', 'release'])
    expect(on(makeCustomer({ runs: [makeRun({ status: 'failed', errorCode: 'no_numbers' })] }))).toEqual(['retry', 'provision', 'hold'])
    const held = (mode: 'freeze' | 'paused' | 'released', purchases = working.purchases) => on({ ...working, status: 'on_hold', purchases, phoneNumbers: purchases.length ? working.phoneNumbers : [], hold: { mode, reason: 'x', createdAt: '2026-11-24T14:00:00Z', byId: 'ada', by: 'Ada' } })
    expect(held('freeze')).toEqual(['check', 'unhold'])
    expect(held('paused')).toEqual(['check', 'resume', 'release'])
    expect(held('released', [])).toEqual(['provision'])
    expect(held('released')).toEqual(['check', 'provision', 'hold'])
    expect(on(makeCustomer({ status: 'not_eligible', desired: 'untouched', desiredReason: 'free_tier', subscriptions: [{ id: 's', tier_type: 'free', status: 'active' }] }))).toEqual(['hold'])
  })

  it('take back a release that waits, whatever stands still', () => {
    const hold = { mode: 'released' as const, reason: 'Left', createdAt: '2026-11-24T14:00:00Z', byId: 'ada', by: 'Ada' }
    const runs = [makeRun({ status: 'pending', source: 'staff', action: 'release', outcome: null, waitingFor: 'release' })]
    const halts = [{ scope: 'release' as const, errorCode: 'release_brake', haltedAt: '2026-11-24T14:00:00Z' }, { scope: 'twilio' as const, errorCode: '20003', haltedAt: '2026-11-24T14:00:00Z' }]
    const braked = { ...working, status: 'being_set_up' as const, desired: 'released' as const, desiredReason: 'hold_released', hold, runs, halts }
    const verdict = judgeCustomer(braked, 'operator')
    expectSound(verdict)
    expect(verdict).toMatchObject({ takesBack: true, actions: { provision: { on: true }, hold: { on: true }, retry: { on: false, why: 'Off: released by staff. Keep the number first.' } } })
    expect(verdict).toMatchObject({ detail: 'An admin looks at who is losing numbers; Keep the number takes one back, Resume lets the others go.', reply: 'The change that you asked for is under way. You do not need to do anything.' })
    expect(judgeCustomer({ ...braked, userExists: false }, 'operator')).toMatchObject({ takesBack: false, actions: { provision: { on: false } } })
  })

  it('are off while a run works, but for the hold', () => {
    const page = { ...working, runs: [makeRun({ id: 48274, status: 'processing', outcome: null })] }
    expect(on(page)).toEqual(['hold'])
    expect(judgeCustomer(page, 'operator').note).toBe('Check, Retry and Release are off while run #48274 works.')
  })

  it('are off for a viewer, who is told who may', () => {
    expect(on(working)).not.toEqual([])
    const verdict = judgeCustomer(working, 'viewer')
    expect(Object.values(verdict.actions).every((action) => !action.on)).toBe(true)
    expect(verdict.note).toBe('Off: viewers look, operators and admins act.')
  })
})
