import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeStack } from '../local/stack/remove-stack.ts'
import { startDatabaseOnly } from '../local/stack/database-only.ts'
import { databaseTypesPath, generateDatabaseTypes } from './database-types.ts'

const dir = mkdtempSync(join(tmpdir(), 'switchboard-types-'))
const running = await startDatabaseOnly(dir, () => undefined)
try {
  writeFileSync(databaseTypesPath, await generateDatabaseTypes(dir, running.database.url))
  process.stdout.write(`${databaseTypesPath} is up to date.\n`)
} finally {
  await running.stop()
  removeStack(dir)
}
