import { stringify } from 'csv-stringify/sync'

/** A cell that a spreadsheet would run as a formula begins with an apostrophe instead; in the wide letters of East Asian keyboards too. */
export function escapeCell(value: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value
}

/** Rows as lines of a CSV; the first page brings the head. An empty cell is a null. */
export function toCsvLines<Column extends string>(columns: readonly Column[], rows: readonly Record<Column, string | null>[], head: boolean): string {
  const cells = rows.map((row) => columns.map((column) => escapeCell(row[column] ?? '')))
  return stringify(cells, { header: head, columns: [...columns], record_delimiter: 'windows' })
}
