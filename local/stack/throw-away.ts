import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyData } from '../postgres/data-dir.ts'
import { serverUser } from '../postgres/server-user.ts'
import { dataDirOf } from './data-dir.ts'
import { removeStack } from './remove-stack.ts'

const template = 'SWITCHBOARD_TEMPLATE'

/**
 * Makes a folder for a database or a stack that nobody will miss, has `start` start it in there, and removes the folder when that
 * has stopped or has not come up. In a run of `npm test` it begins with the data that the run has migrated once.
 */
export async function throwAway<T extends { stop(): Promise<void> }>(name: string, start: (stackDir: string) => Promise<T>): Promise<T & { stackDir: string }> {
  const stackDir = mkdtempSync(join(tmpdir(), `switchboard-${name}-`))
  try {
    const from = process.env[template]
    if (from) beginAs(from, stackDir)
    const started = await start(stackDir)
    return { ...started, stackDir, stop: () => started.stop().finally(() => removeStack(stackDir)) }
  } catch (error) {
    removeStack(stackDir)
    throw error
  }
}

/** From now on, whatever this process and its children throw away begins with a copy of the data in this folder of a stopped stack. */
export function beginWith(stackDir: string): void {
  process.env[template] = stackDir
}

// As if the stack had run there before: its data, the secrets that fit them, and the note of what was migrated.
function beginAs(from: string, to: string): void {
  copyData(dataDirOf(from), dataDirOf(to), serverUser())
  for (const name of ['secrets.json', 'migrations.json']) cpSync(join(from, name), join(to, name))
}
