import { expect, test } from 'vitest'
import { runCsvColumns, runsToCsv } from './csv'
import { makeRun } from './run.fixture'

const run = { byName: 'Otis', ...makeRun({ id: 7, status: 'failed', outcome: null, errorCode: '21649', reason: '=HYPERLINK("x")', source: 'staff', requestedBy: 's1', workMs: 900 }) }

test('a run is a line under the head, its words those of the screen, and no cell is a formula', () => {
  const [head, line] = runsToCsv([run], { head: true, now: 0 }).split('\r\n')
  expect(head).toBe(runCsvColumns.join(','))
  expect(line).toMatch(/^7,/)
  expect(line).toContain('21649,Compliance')
  expect(line).toContain(',0.9,')
  expect(line).toContain('Otis,"\'=HYPERLINK(""x"")"')
})
