import type { Counts } from './suite.ts'

/** One line of the closing table. */
export type Row = Counts & { name: string; seconds: number }

/** The closing table, ending with the line that CI reads. */
export function summarise(rows: Row[]): string {
  const lines = rows.map((row) => {
    const mark = row.failed === 0 ? '✓' : '✗'
    const counts = `${String(row.passed).padStart(6)} passed ${String(row.failed).padStart(4)} failed`
    return `  ${mark} ${row.name.padEnd(10)} ${counts} ${row.seconds.toFixed(1).padStart(7)} s`
  })
  const passed = rows.reduce((sum, row) => sum + row.passed, 0)
  const failed = rows.reduce((sum, row) => sum + row.failed, 0)
  return `\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed\n`
}
