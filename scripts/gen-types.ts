import { writeFileSync } from 'node:fs'
import { startThrowAwayDatabase } from '../local/stack/throw-away-database.ts'
import { databaseTypesPath, generateDatabaseTypes } from './database-types.ts'

const { database, stackDir, stop } = await startThrowAwayDatabase('types')
try {
  writeFileSync(databaseTypesPath, await generateDatabaseTypes(stackDir, database.url))
  process.stdout.write(`${databaseTypesPath} is up to date.\n`)
} finally {
  await stop()
}
