import { describe, expect, it } from 'vitest'
import { auditFilterOf } from './period'

const now = new Date('2026-11-25T20:31:07Z')
const none = { action: null, staff: null, customer: null } as const

describe('auditFilterOf', () => {
  it('begins a period at a full hour', () => {
    expect(auditFilterOf({ ...none, period: '24h' }, now).since).toBe('2026-11-24T20:00:00.000Z')
    expect(auditFilterOf({ ...none, period: 'all' }, now).since).toBeNull()
  })
  it('takes an id for who did it, or the name of what has none', () => {
    const id = '00000000-0000-0000-0000-00000000000a'
    expect(auditFilterOf({ ...none, staff: id, customer: id, period: 'all' }, now)).toEqual({ action: null, staff: id, subject: id, since: null })
    expect(auditFilterOf({ ...none, staff: 'The system', period: 'all' }, now).staff).toBe('The system')
  })
  it('does not send a customer who is no id', () => {
    expect(auditFilterOf({ ...none, customer: 'mara@example.com', period: 'all' }, now)).toMatchObject({ subject: null })
  })
})
