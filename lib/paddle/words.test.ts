import { expect, test } from 'vitest'
import { paddleWaits } from './event'
import { isStillTried, paddleReason, paddleRemedy } from './words'

test.each(paddleWaits)('%s says why it waits and what mends it', (outcome) => {
  const event = { outcome, priceIds: ['pri_new'], paddleStatus: 'frozen' }
  expect(paddleReason(event)).toMatch(/^[^_]{8,}$|pri_new/)
  expect(paddleReason(event)).not.toMatch(/\.$/)
  expect(paddleRemedy(event)).toMatch(/\.$/)
})

test('after thirty days nobody looks any more', () => {
  const receivedAt = '2026-11-01T00:00:00Z'
  expect(isStillTried({ receivedAt }, Date.parse('2026-11-30T00:00:00Z'))).toBe(true)
  expect(isStillTried({ receivedAt }, Date.parse('2026-12-02T00:00:00Z'))).toBe(false)
})
