import { expect, test } from 'vitest'
import type { CustomerRow } from './customer-row'
import { versionOf } from './customer-row'
import { holdRows } from './held'

const row = (id: string, change: Partial<CustomerRow> = {}): CustomerRow => ({
  ...({ userId: id, email: null, status: 'needs_attention', reasonCode: 'timeout', fault: 'twilio', retry: 'safe', tier: 'pro' } as const),
  ...({ subscriptionStatus: 'active', number: null, intended: null, listed: 'percentage', since: 't0', updatedAt: 't0', holdReason: null, waitingOn: null, run: null } as const),
  ...change,
})
const held = { scope: 's', pages: 1, ids: ['a', 'b'], seen: { a: versionOf(row('a')), b: versionOf(row('b')) } }

test('rows keep their place, whatever the database orders now', () => {
  expect(holdRows(held, [row('b'), row('a')], []).shown.map((each) => each.userId)).toEqual(['a', 'b'])
})
test('new ones wait and are counted', () => {
  const view = holdRows(held, [row('c'), row('a'), row('b')], [])
  expect(view.waiting).toBe(1)
  expect(view.shown).toHaveLength(2)
})
test('one that left the list stays as it is now, and is marked', () => {
  const view = holdRows(held, [row('b')], [row('a', { status: 'working', since: 't1' })])
  expect(view.shown.map((each) => each.status)).toEqual(['working', 'needs_attention'])
  expect([...view.changed]).toEqual(['a'])
})
test('before anything is held the list is as it is read', () => {
  expect(holdRows(null, [row('z')], []).shown.map((each) => each.userId)).toEqual(['z'])
})
