import { describe, expect, it } from 'vitest'
import { noFilter } from './filter'
import { toDatabaseFilter, toFrozenFilter } from './scope'

const now = Date.parse('2026-11-25T14:28:30Z')
const behind = now - 5 * 60_000
const at = (time: string) => Date.parse(`2026-11-25T${time}Z`) / 1000
const open = { filter: noFilter, range: '1h', brush: null } as const
const closed = { ...open, brush: { from: at('14:02:00'), to: at('14:05:00') } }

describe('toDatabaseFilter', () => {
  it('names no end while the window is open: what the database writes now is later than a clock that is behind', () => {
    expect(toDatabaseFilter(open, behind).filter).toEqual({ since: '2026-11-25T13:24:00.000Z' })
    expect(toDatabaseFilter({ ...open, brush: { from: at('14:02:00'), to: null } }, behind).filter).toEqual({ since: '2026-11-25T14:02:00.000Z' })
  })
  it('names the end of a closed one', () => {
    expect(toDatabaseFilter(closed, behind).filter).toEqual({ since: '2026-11-25T14:02:00.000Z', until: '2026-11-25T14:05:00.000Z' })
  })
})

describe('toFrozenFilter', () => {
  it('ends now at the latest, so that what comes later is not swept in', () => {
    expect(toFrozenFilter(open, now)).toEqual({ since: '2026-11-25T13:29:00.000Z', until: '2026-11-25T14:28:30.000Z' })
    expect(toFrozenFilter(closed, now)).toMatchObject({ until: '2026-11-25T14:05:00.000Z' })
  })
})
