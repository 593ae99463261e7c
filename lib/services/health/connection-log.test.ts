import { describe, expect, it } from 'vitest'
import { createConnectionLog, isConnectionError } from './connection-log'

const clock = () => {
  let minute = 0
  return () => new Date(Date.UTC(2026, 10, 25, 12, minute++))
}

describe('the log of failed connections', () => {
  it('counts what failed, from the first to the last, and hands it out once', () => {
    const log = createConnectionLog(clock())
    log.failed()
    log.failed()
    expect(log.take()).toEqual({ failures: 2, firstAt: '2026-11-25T12:00:00.000Z', lastAt: '2026-11-25T12:01:00.000Z' })
    expect(log.take()).toBeNull()
  })

  it('takes back what could not be reported and adds it to what failed meanwhile', () => {
    const log = createConnectionLog(clock())
    log.failed()
    const taken = log.take()
    expect(taken).not.toBeNull()
    log.failed()
    if (taken) log.giveBack(taken)
    expect(log.take()).toEqual({ failures: 2, firstAt: '2026-11-25T12:00:00.000Z', lastAt: '2026-11-25T12:01:00.000Z' })
  })
})

describe('a connection error', () => {
  it.each(['', undefined, 'PGRST001', '08006', '57P01', '53300'])('%s', (code) => expect(isConnectionError({ code })).toBe(true))
  it.each(['42501', 'PT403', 'PGRST301', '22P02'])('not %s', (code) => expect(isConnectionError({ code })).toBe(false))
})
