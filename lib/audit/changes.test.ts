import { describe, expect, it } from 'vitest'
import { listChanges } from './changes'

describe('listChanges', () => {
  it('lists what differs, by its path, and nothing else', () => {
    expect(listChanges({ role: 'viewer', hold: { mode: 'freeze', reason: 'Disputed' } }, { role: 'viewer', hold: { mode: 'paused', reason: 'Disputed' } })).toEqual([
      { field: 'hold.mode', before: 'freeze', after: 'paused' },
    ])
  })
  it('tells what was added from what was taken away', () => {
    expect(listChanges(null, { role: 'admin' })).toEqual([{ field: 'role', before: null, after: 'admin' }])
    expect(listChanges({ body: 'Call back' }, null)).toEqual([{ field: 'body', before: 'Call back', after: null }])
  })
  it('says nothing where nothing changed', () => {
    expect(listChanges({ hold: null }, { hold: null })).toEqual([])
  })
  it('keeps false and zero', () => {
    expect(listChanges({ kill_switch: true, percentage_bp: 10 }, { kill_switch: false, percentage_bp: 0 })).toEqual([
      { field: 'kill_switch', before: 'true', after: 'false' },
      { field: 'percentage_bp', before: '10', after: '0' },
    ])
  })
})
