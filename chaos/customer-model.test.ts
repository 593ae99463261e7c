import { expect, it } from 'vitest'
import { CustomerModel } from './customer-model.ts'

it('allows taking a number only on positive evidence, and during the change that brings or ends it', () => {
  const customer = new CustomerModel()
  customer.note(100, 200, () => (customer.tier = 'pro'))
  customer.note(300, 400, () => (customer.status = 'cancelled'))
  customer.note(500, 600, () => (customer.status = 'active'))
  expect([250, 350, 450, 550, 650].map((at) => customer.couldBeTaken(at))).toEqual([false, true, true, true, false])
  customer.note(700, 800, () => (customer.status = 'unheard of'))
  expect(customer.couldBeTaken(900)).toBe(false)
  customer.note(1000, 1100, () => (customer.hold = 'freeze'))
  customer.note(1200, 1300, () => (customer.deleted = true))
  expect(customer.couldBeTaken(1400)).toBe(false)
})

it('keeps the entitlement over changes of tier, and loses it to a hold and to a deletion', () => {
  const customer = new CustomerModel()
  customer.note(0, 10, () => (customer.tier = 'pro'))
  customer.note(20, 30, () => (customer.tier = 'business'))
  expect(customer.entitledSince).toBe(10)
  customer.note(40, 50, () => (customer.hold = 'paused'))
  expect(customer.entitledSince).toBeNull()
  customer.note(60, 70, () => (customer.hold = null))
  expect(customer.entitledSince).toBe(70)
  customer.note(80, 90, () => (customer.deleted = true))
  expect(customer.entitled).toBe(false)
})
