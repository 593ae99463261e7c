import { appendFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'

/** A log in the stack's folder; that of the start before is kept beside it. */
export function openLogFile(stackDir: string): Log {
  mkdirSync(stackDir, { recursive: true })
  const path = join(stackDir, 'stack.log')
  if (existsSync(path)) renameSync(path, `${path}.1`)
  return (line) => appendFileSync(path, `${new Date().toISOString()} ${line}\n`, { mode: 0o600 })
}
