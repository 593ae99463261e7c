import type { Counts } from './suite.ts'

/** One line of the closing table, and what there is to say about it when it failed. */
export type Row = Counts & { name: string; seconds: number; complaints: string[] }

const mostLines = 60

/** The closing table with what failed, ending with the line that CI reads. */
export function summarise(rows: Row[]): string {
  const lines = rows.map((row) => {
    const mark = row.failed === 0 ? '✓' : '✗'
    const counts = `${String(row.passed).padStart(6)} passed ${String(row.failed).padStart(4)} failed`
    return `  ${mark} ${row.name.padEnd(10)} ${counts} ${row.seconds.toFixed(1).padStart(7)} s`
  })
  const passed = rows.reduce((sum, row) => sum + row.passed, 0)
  const failed = rows.reduce((sum, row) => sum + row.failed, 0)
  return `\n${lines.join('\n')}\n${rows.map(complaintsOf).join('')}\n${passed} passed, ${failed} failed\n`
}

function complaintsOf(row: Row): string {
  if (row.failed === 0) return ''
  const lines = row.complaints.flatMap((each) => each.split('\n'))
  const left = lines.length - mostLines
  const shown = [...lines.slice(0, mostLines), ...(left > 0 ? [`and ${left} lines more, above`] : [])]
  return `\n  ✗ ${row.name}\n${shown.map((line) => `    ${line}\n`).join('')}`
}
