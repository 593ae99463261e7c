import { describe, expect, it } from 'vitest'
import { chooseEvent, type Subscription } from './choose-event.ts'
import { seededRandom } from './random.ts'

const people: Subscription[] = [
  { userId: 'free', tier: 'free', status: 'active' },
  { userId: 'paid', tier: 'pro', status: 'active' },
  { userId: 'gone', tier: 'pro', status: 'cancelled' },
]

function draw(count: number, all: Subscription[], seed = 1) {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => chooseEvent(random, all))
}

describe('traffic', () => {
  it('is the same for the same seed and another for another', () => {
    expect(draw(50, people)).toEqual(draw(50, people))
    expect(draw(50, people, 2)).not.toEqual(draw(50, people))
  })

  it('lets every kind of change happen, only to customers whom it fits', () => {
    const events = draw(500, people)
    expect(new Set(events.map((event) => event.kind))).toEqual(new Set(['sign_up', 'upgrade', 'downgrade', 'cancel', 'return']))
    for (const event of events) {
      if (event.kind === 'sign_up') continue
      expect(event.userId).toBe({ upgrade: 'free', downgrade: 'paid', cancel: 'paid', return: 'gone' }[event.kind])
    }
  })

  it('starts with a sign-up where nobody is yet, and stops growing at some point', () => {
    expect(draw(1, [])[0]).toEqual({ kind: 'sign_up' })
    const many = Array.from({ length: 400 }, (_, index) => ({ userId: String(index), tier: 'free', status: 'active' }))
    expect(draw(200, many).some((event) => event.kind === 'sign_up')).toBe(false)
  })
})
