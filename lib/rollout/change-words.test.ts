import { describe, expect, it } from 'vitest'
import { askRevert, describeChange } from './change-words'
import type { RolloutChange } from './status'

const change = (part: Partial<RolloutChange>): RolloutChange => ({
  id: 1,
  kind: 'percentage',
  old_value: { percentage_bp: 1000 },
  new_value: { percentage_bp: 2500 },
  reason: 'Clean',
  changed_by: null,
  changed_name: 'Ada',
  reverts: null,
  created_at: '2026-01-01T00:00:00Z',
  ...part,
})

describe('a change in words', () => {
  it('is old and new percentage', () => expect(describeChange(change({}))).toBe('10.00% → 25.00%'))
  it('counts who came on a list and who left one', () => {
    expect(describeChange(change({ kind: 'overrides', old_value: { a: null, b: null }, new_value: { a: 'allow', b: 'allow' } }))).toBe('Allow list: 2 added')
    expect(describeChange(change({ kind: 'overrides', old_value: { a: 'allow' }, new_value: { a: 'deny' } }))).toBe('Allow list: 1 removed; Deny list: 1 added')
  })
  it('names the guard’s acts and the stops', () => {
    expect(describeChange(change({ kind: 'guard', new_value: { state: 'holding', percentage_bp: 2500 } }))).toBe('Held at 25.00%')
    expect(describeChange(change({ kind: 'stop', new_value: { stopped: 'nothing' } }))).toBe('Started again')
  })
  it('asks before it reverts', () => {
    expect(askRevert(change({}))).toBe('Set the rollout back to 10.00%?')
    expect(askRevert(change({ kind: 'stop', old_value: { stopped: 'nothing' } }))).toBe('Start again?')
    expect(askRevert(change({ kind: 'stop', old_value: { stopped: 'new' } }))).toBe('Stop new customers?')
  })
})
