import type { Counts } from './suite.ts'

/** Counts the asserts of one file's TAP lines; a plan that was not kept counts as a failure. */
export function countTap(lines: string[]): Counts {
  const passed = lines.filter((line) => /^ok \d+/.test(line)).length
  const refused = lines.filter((line) => line.startsWith('not ok')).length
  const planned = lines.map((line) => /^1\.\.(\d+)$/.exec(line)?.[1]).find((count) => count !== undefined)
  const asPlanned = planned !== undefined && Number(planned) === passed + refused
  return { passed, failed: refused + (asPlanned || refused > 0 ? 0 : 1) }
}
