import { join } from 'node:path'
import { root } from '../local/stack/paths.ts'
import { prepareWorkdir, runSupabase } from '../local/stack/supabase-cli.ts'

/** Where the generated types of the database live. */
export const databaseTypesPath = join(root, 'lib', 'supabase', 'database.types.ts')

/** The TypeScript types of the schema `public`, as the Supabase CLI writes them. */
export async function generateDatabaseTypes(dir: string, url: string): Promise<string> {
  const result = await runSupabase(prepareWorkdir(dir), ['gen', 'types', '--lang=typescript', '--schema=public', `--remote=${url}?sslmode=disable`])
  if (result.code !== 0) throw new Error(`supabase gen types failed:\n${result.stderr || result.stdout}`)
  return result.stdout
}
