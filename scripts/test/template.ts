import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDatabaseOnly } from '../../local/stack/database-only.ts'
import { removeStack } from '../../local/stack/remove-stack.ts'
import { beginWith } from '../../local/stack/throw-away.ts'

/** Migrates data once, for all that this run throws away to begin with; returns what removes them. */
export async function migrateOnce(): Promise<() => void> {
  const stackDir = mkdtempSync(join(tmpdir(), 'switchboard-template-'))
  const remove = () => removeStack(stackDir)
  try {
    const { stop } = await startDatabaseOnly({ stackDir, durable: false, log: () => undefined })
    await stop()
  } catch (error) {
    remove()
    throw error
  }
  beginWith(stackDir)
  return remove
}
