import { expect, test } from 'vitest'
import { sayOwner, sayWho, sayWhoWithin } from './say-who'

const ada = { id: 'a', name: 'Ada Admin' }

test('the reader is You, everybody else their name', () => {
  expect(sayWho(ada, 'a')).toBe('You')
  expect(sayWho(ada, 'o')).toBe('Ada Admin')
  expect(sayWhoWithin(ada, 'a')).toBe('you')
  expect(sayWhoWithin(ada, 'o')).toBe('Ada Admin')
})

test('who is on no list any more is former staff, and nobody’s id is the reader’s', () => {
  expect(sayWho({ id: 'x', name: null }, 'a')).toBe('Former staff')
  expect(sayWho({ id: null, name: 'Ada Admin' }, 'a')).toBe('Ada Admin')
})

test('an owner has it', () => {
  expect(sayOwner(ada, 'a')).toBe('you have it')
  expect(sayOwner(ada, 'o')).toBe('Ada Admin has it')
  expect(sayOwner(null, 'o')).toBe('nobody has it yet')
})
