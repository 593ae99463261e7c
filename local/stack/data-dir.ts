import { join } from 'node:path'
import { isReady, placeData } from '../postgres/data-dir.ts'
import { serverUser } from '../postgres/server-user.ts'

/** Where the database of a stack keeps its files; outside of the stack's folder where root's server user may not go. */
export function dataDirOf(stackDir: string): string {
  return placeData(join(stackDir, 'data'), serverUser())
}

/** True when the stack has a database from an earlier start. */
export function hasDatabase(stackDir: string): boolean {
  return isReady(dataDirOf(stackDir))
}
