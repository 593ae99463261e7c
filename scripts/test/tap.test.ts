import { expect, it } from 'vitest'
import { countTap } from './tap.ts'

it('counts asserts', () => {
  expect(countTap(['1..2', 'ok 1 - a', 'not ok 2 - b', '# Failed test 2'])).toEqual({ passed: 1, failed: 1 })
})

it('takes a plan that was not kept, or none at all, for a failure', () => {
  expect(countTap(['1..3', 'ok 1', 'ok 2']).failed).toBe(1)
  expect(countTap([]).failed).toBe(1)
})

it('takes a file that stopped for a failure', () => {
  expect(countTap(['1..2', 'ok 1 - a', 'not ok - the file stopped: boom']).failed).toBe(1)
})
