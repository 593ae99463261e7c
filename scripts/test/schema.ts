import { existsSync, readFileSync } from 'node:fs'
import { databaseTypesPath, generateDatabaseTypes } from '../database-types.ts'
import type { Context, Counts, Suite } from './suite.ts'

async function run(context: Context): Promise<Counts> {
  const database = await context.database()
  const fresh = await generateDatabaseTypes(context.dir, database.url)
  const kept = existsSync(databaseTypesPath) ? readFileSync(databaseTypesPath, 'utf8') : ''
  if (fresh === kept) return { passed: 1, failed: 0 }
  const old = new Set(kept.split('\n'))
  context.tell('lib/supabase/database.types.ts differs from the migrations. Run npm run gen:types and commit it. First new lines:')
  for (const line of fresh.split('\n').filter((each) => !old.has(each)).slice(0, 8)) context.tell(`  ${line}`)
  return { passed: 0, failed: 1 }
}

/** The generated database types equal the committed ones. */
export const schema: Suite = { name: 'schema', run }
