import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { decide, subscriptionVerdict, type Decision, type Facts } from './decide.ts'
import { sayDecision } from './decision-words.ts'

// The very lines that private.desired_state is held to.
const sql = readFileSync(new URL('../../../tests/database/desired_state/every_combination.test.sql', import.meta.url), 'utf8')

const tiers = ['pro', ' PRO', 'free', null]
const statuses = ['active', 'trialing', 'past_due', 'paused', 'cancelled', 'canceled', 'expired', 'unpaid', null]
const links = [null, 'assistant-1']
const currents = ['none', 'one', 'two'] as const
const numbers = ['none', 'intended', 'purchased', 'recorded', 'releasing', 'legacy', 'other'] as const
const holds = ['none', 'freeze', 'paused', 'released'] as const
const rollouts = ['enabled', 'outside', 'guard', 'handed'] as const

type Case = {
  tier: string | null
  status: string | null
  link: string | null
  current: (typeof currents)[number]
  number: (typeof numbers)[number]
  hold: (typeof holds)[number]
  rollout: (typeof rollouts)[number]
}

function factsOf(c: Case): Facts {
  const own = { id: 's1', tier_type: c.tier, status: c.status }
  const row = (provider: string, sid: string) => ({ id: sid, provider, provider_number_id: sid, e164_number: '+15125550101', status: 'active' })
  const state = c.number === 'other' ? 'recorded' : c.number
  const purchase = state === 'none' || state === 'legacy' ? [] : [{ state, provider_number_id: state === 'intended' ? null : 'PN1', assistant_id: c.link }]
  return {
    user_exists: true,
    subscriptions: c.current === 'none' ? [] : c.current === 'one' ? [own] : [own, { id: 's2', tier_type: 'free', status: 'active' }],
    phone_numbers: [
      ...(['recorded', 'releasing', 'other'].includes(c.number) ? [row('twilio', 'PN1')] : []),
      ...(c.number === 'legacy' ? [row('twilio', 'PN9')] : []),
      ...(c.number === 'other' ? [row('telnyx', 'TX1')] : []),
    ],
    purchases: purchase,
    hold: c.hold === 'none' ? null : { mode: c.hold, reason: null },
    rollout: { enabled: c.rollout === 'enabled' || c.rollout === 'handed', reason: c.rollout === 'guard' ? 'guard_holding' : 'percentage', bucket: 1 },
    handed_over_at: c.rollout === 'handed' ? '2026-01-01T12:00:00Z' : null,
    integrity_issue: null,
    activated: true,
  }
}

function* everyCase(): Generator<Case & { row: string }> {
  for (const hold of holds)
    for (const rollout of rollouts)
      for (const number of numbers)
        for (const current of currents)
          for (const tier of tiers)
            for (const status of statuses) for (const link of links) yield { tier, status, link, current, number, hold, rollout, row: `${hold} ${rollout} ${number} ${current}` }
}

const letters = new Map([...sql.matchAll(/\('(\w)', '(\w+)', '(\w+)'\)/g)].map(([, letter = '', desired = '', reason = '']) => [`${desired} ${reason}`, letter]))
const rows = new Map([...sql.matchAll(/^(\w+ \w+ \w+ \w+): (\w{72})$/gm)].map(([, row = '', decisions = '']) => [row, decisions]))

const cases = [...everyCase()].map((c) => ({ ...c, decision: decide(factsOf(c)) }))
const rank = (c: Case) => ({ owned: ['intended', 'purchased', 'recorded', 'other'].includes(c.number), paying: ['active', 'trialing', 'past_due'].includes(c.status ?? '') && (c.tier ?? '').trim().toLowerCase() === 'pro' })

Deno.test('every combination of tier, status, current, number, link, hold and rollout is decided as in the shared table', () => {
  assert.equal(rows.size, 336)
  const decided = new Map<string, string>()
  for (const c of cases) decided.set(c.row, `${decided.get(c.row) ?? ''}${letters.get(`${c.decision.desired} ${c.decision.reason}`) ?? '?'}`)
  for (const [row, decisions] of decided) assert.equal(decisions, rows.get(row), row)
})

// The rules once more, in the words of DESIGN.md, so that a wrong table does not go unseen.
const rules: [rule: string, about: (c: Case) => boolean, holds: (d: Decision, c: Case) => boolean][] = [
  ['only a paying customer in the rollout acquires', (c) => !rank(c).owned, (d, c) => d.desired !== 'assigned' || (rank(c).paying && c.rollout === 'enabled' && c.hold === 'none')],
  ['nothing is taken from who has nothing', (c) => !rank(c).owned, (d) => d.desired === 'assigned' || d.desired === 'untouched'],
  ['a frozen customer is untouched', (c) => c.hold === 'freeze', (d) => d.desired === 'untouched' && d.reason === 'hold_freeze'],
  ['another system’s number is left alone', (c) => c.number === 'legacy' || c.number === 'other', (d) => d.desired === 'untouched'],
  ['no current row takes nothing away', (c) => c.current === 'none' && c.hold === 'none', (d) => d.desired === 'untouched'],
  ['an unknown tier or status takes nothing away', (c) => c.hold === 'none' && (c.tier === null || c.status === null || c.status === 'unpaid'), (d) => d.desired === 'untouched'],
  ['of rows that disagree the best keeps the number', (c) => c.current === 'two' && c.hold === 'none', (d) => d.desired === 'assigned' || d.desired === 'untouched' || d.desired === 'paused'],
  ['past due and trialing keep it', (c) => rank(c).paying && rank(c).owned && c.number !== 'other' && c.current === 'one' && c.hold === 'none', (d) => d.desired === 'assigned'],
  ['cancelled and expired release it', (c) => c.tier !== null && ['cancelled', 'canceled', 'expired'].includes(c.status ?? '') && rank(c).owned && c.number !== 'other' && c.current === 'one' && c.hold === 'none', (d) => d.desired === 'released'],
  ['free and paused keep it without an assistant', (c) => c.tier !== null && (c.status === 'paused' || (c.tier === 'free' && c.status === 'active')) && rank(c).owned && c.number !== 'other' && c.current === 'one' && c.hold === 'none', (d) => d.desired === 'paused'],
  ['staff’s word stands above the subscription', (c) => (c.hold === 'paused' || c.hold === 'released') && rank(c).owned && c.number !== 'other', (d, c) => d.desired === c.hold],
]
for (const [rule, about, holds] of rules) {
  Deno.test(rule, () => {
    const concerned = cases.filter(about)
    assert.ok(concerned.length > 0)
    for (const c of concerned) assert.ok(holds(c.decision, c), `${JSON.stringify(c)}`)
  })
}

Deno.test('whether the number is linked decides nothing', () => {
  for (const c of cases) assert.deepEqual(c.decision, decide(factsOf({ ...c, link: null })))
})

Deno.test('leaving the rollout, the kill switch and the guard never take a number', () => {
  for (const c of cases) if (rank(c).owned) assert.deepEqual(c.decision, decide(factsOf({ ...c, rollout: 'enabled' })))
})

const fact = factsOf({ tier: 'pro', status: 'cancelled', link: null, current: 'one', number: 'recorded', hold: 'none', rollout: 'enabled' })
Deno.test('a deleted user releases, a contradiction and a fresh install leave alone', () => {
  assert.deepEqual(decide({ ...fact, user_exists: false }), { desired: 'released', reason: 'user_deleted' })
  assert.deepEqual(decide({ ...fact, user_exists: false, purchases: [], phone_numbers: [] }), { desired: 'untouched', reason: 'user_deleted' })
  assert.deepEqual(decide({ ...fact, integrity_issue: 'several_numbers' }), { desired: 'untouched', reason: 'integrity_issue' })
  assert.deepEqual(decide({ ...fact, activated: false }), { desired: 'untouched', reason: 'not_activated' })
})

Deno.test('every decision has a sentence of its own that a support agent understands', () => {
  const rare: Decision[] = [
    { desired: 'released', reason: 'user_deleted' },
    { desired: 'untouched', reason: 'user_deleted' },
    { desired: 'untouched', reason: 'integrity_issue' },
    { desired: 'untouched', reason: 'not_activated' },
  ]
  const decisions = new Map([...cases.map(({ decision }) => decision), ...rare].map((decision) => [`${decision.desired} ${decision.reason}`, sayDecision(decision)]))
  assert.equal(decisions.size, letters.size + rare.length)
  assert.equal(new Set(decisions.values()).size, decisions.size)
  for (const [decision, sentence] of decisions) {
    assert.match(sentence, /^[A-Z].{18,54}\.$/, decision)
    assert.doesNotMatch(sentence, /_|null|undefined|assigned|untouched|converge|ledger/, decision)
  }
})

// supabase/tests/database/desired_state/words_as_people_write_them.test.sql holds SQL to the same words.
const words: [tier: string, status: string, verdict: string][] = [
  ['pro\n', '\tactive\r\n', 'paid'],
  ['free\n', 'active', 'free_tier'],
  ['pro', '\u00a0Cancelled\u00a0', 'cancelled'],
  ['\ufeffFree', 'EXPIRED ', 'expired'],
  [' \n\t', 'active', 'unknown_tier'],
  ['pro', '\u2003active', 'unknown_status'],
  ['pro', 'act ive', 'unknown_status'],
]
for (const [tier, status, verdict] of words) {
  Deno.test(`${JSON.stringify(tier)}, ${JSON.stringify(status)}: ${verdict}`, () => assert.equal(subscriptionVerdict(tier, status), verdict))
}
