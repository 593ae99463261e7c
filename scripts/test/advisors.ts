import { prepareWorkdir, runSupabase } from '../../local/stack/supabase-cli.ts'
import type { Context, Counts, Suite } from './suite.ts'

async function run(context: Context): Promise<Counts> {
  const { url } = await context.database()
  const workdir = prepareWorkdir(context.dir)
  const result = await runSupabase(workdir, ['db', 'advisors', `--remote=${url}?sslmode=disable`, '--type=all', '--level=warn', '--fail-on=warn'])
  if (result.code !== 0) context.tell(result.output)
  return result.code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Supabase's own advisors have no warning about our objects. */
export const advisors: Suite = { name: 'advisors', run }
