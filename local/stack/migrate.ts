import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { hashSources } from './hash-sources.ts'
import { root } from './paths.ts'
import { readJson, writePrivateJson } from './private-file.ts'
import { prepareWorkdir, runSupabase } from './supabase-cli.ts'

/** Brings the database up to date with `supabase db push`, as a hosted project; skips it when the files did not change. */
export async function migrate(o: { stackDir: string; url: string; fresh: boolean }): Promise<string> {
  const stamp = join(o.stackDir, 'migrations.json')
  const hash = hashSources(root, ['supabase/migrations'])
  if (!o.fresh && readJson(stamp)?.['hash'] === hash) return 'unchanged'
  const result = await runSupabase(prepareWorkdir(o.stackDir), ['db', 'push', `--remote=${o.url}?sslmode=disable`, '--skip-vault'])
  if (result.code !== 0) throw new Error(explain(result.output, o.url))
  writePrivateJson(stamp, { hash })
  const files = readdirSync(join(root, 'supabase', 'migrations')).filter((name) => name.endsWith('.sql'))
  return `${files.length} migrations`
}

function explain(output: string, url: string): string {
  const said = output.replaceAll(url, '<database>').trim()
  const hint = /history|not found in local migrations/i.test(said)
    ? '\nThe data of this stack knows migrations that the folder lacks (another branch?). npm run local:reset starts afresh.'
    : ''
  return `supabase db push failed:\n${said}${hint}`
}
