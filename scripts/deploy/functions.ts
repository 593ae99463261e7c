import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { root } from '../../local/stack/paths.ts'
import { runSupabase } from '../../local/stack/supabase-cli.ts'
import type { Target } from './target.ts'

const folder = join(root, 'supabase', 'functions')

/** The Edge Functions of this project. */
export function functionNames(): string[] {
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'index.ts')))
}

/** Uploads the functions; they are bundled on Supabase's side, so no Docker is needed. */
export async function deployFunctions(dir: string, target: Target): Promise<string[]> {
  if (!target.ref || !target.accessToken) return []
  cpSync(join(root, 'supabase', 'config.toml'), join(dir, 'supabase', 'config.toml'))
  cpSync(folder, join(dir, 'supabase', 'functions'), { recursive: true, filter: (path) => !path.endsWith('.test.ts') && !path.endsWith(`${sep}testing`) })
  const names = functionNames()
  const result = await runSupabase(dir, ['functions', 'deploy', ...names, `--remote=${target.ref}`, '--use-api'], { SUPABASE_ACCESS_TOKEN: target.accessToken })
  if (result.code !== 0) throw new Error(`supabase functions deploy failed:\n${result.output.trim()}`)
  return names
}
