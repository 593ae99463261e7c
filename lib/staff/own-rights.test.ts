import { expect, test } from 'vitest'
import { isAbout, mayStay } from './own-rights'

test('a change of a colleague is not one’s own', () => {
  expect(isAbout({ user_id: 'me' }, 'me')).toBe(true)
  expect(isAbout({ user_id: 'you' }, 'me')).toBe(false)
  expect(isAbout({}, 'me')).toBe(false)
})

test('a page stays with the role that it was opened with, and with no other', () => {
  expect(mayStay('admin', { data: 'admin', error: null })).toBe(true)
  expect(mayStay('admin', { data: 'viewer', error: null })).toBe(false)
  expect(mayStay('viewer', { data: null, error: null })).toBe(false)
  expect(mayStay('viewer', { data: 'viewer', error: new Error('no answer') })).toBe(false)
})
