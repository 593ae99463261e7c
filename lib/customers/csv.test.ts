import { expect, test } from 'vitest'
import { customerRowSchema } from './customer-row'
import { escapeCell } from '@/lib/csv/csv'
import { csvColumns, toCsv } from './csv'

const row = customerRowSchema.parse({
  ...{ user_id: 'u1', email: '=cmd()@example.com', status: 'on_hold', reason_code: 'hold_freeze', fault: null, retry: null, tier: 'pro', subscription_status: 'active' },
  ...{ number: '+15125550142', intended: null, listed: 'allow', since: '2026-01-02T03:04:05Z', updated_at: '2026-01-02T03:04:05Z', hold_reason: 'says "no", loudly', waiting_on: 'person', run: null },
})

test.each(['=1', '+1', '-1', '@a', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠a'])('a cell that begins with %j is no formula', (value) => {
  expect(escapeCell(value)).toBe(`'${value}`)
})
test('other cells stay as they are', () => {
  expect(escapeCell('a=b')).toBe('a=b')
})
test('the head comes once, quotes and commas stay one cell', () => {
  expect(toCsv([row], true)).toBe(
    `${csvColumns.join(',')}\r\nu1,'=cmd()@example.com,On hold,"Put on hold: says ""no"", loudly",,,,'+15125550142,pro,active,Allow,Person,2026-01-02T03:04:05Z,2026-01-02T03:04:05Z\r\n`,
  )
  expect(toCsv([row], false).startsWith('u1,')).toBe(true)
})
