import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../local/stack/paths.ts'
import { runSupabase } from '../../local/stack/supabase-cli.ts'
import { bundledConfig, bundleFunctions } from './bundle.ts'
import type { Target } from './target.ts'

const folder = join(root, 'supabase', 'functions')

/** The Edge Functions of this project. */
export function functionNames(): string[] {
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'index.ts')))
}

/** Bundles the functions and uploads one file of each; no Docker is needed. */
export async function deployFunctions(dir: string, target: Target): Promise<string[]> {
  if (!target.ref || !target.accessToken) return []
  const names = functionNames()
  await writeBundles(dir, names)
  const result = await runSupabase(dir, ['functions', 'deploy', ...names, `--remote=${target.ref}`, '--use-api'], { SUPABASE_ACCESS_TOKEN: target.accessToken })
  if (result.code !== 0) throw new Error(`supabase functions deploy failed:\n${result.output.trim()}`)
  return names
}

/** A folder as the CLI wants it. */
export async function writeBundles(dir: string, names: readonly string[]): Promise<{ name: string; bytes: number }[]> {
  mkdirSync(join(dir, 'supabase'), { recursive: true })
  writeFileSync(join(dir, 'supabase', 'config.toml'), bundledConfig(readFileSync(join(root, 'supabase', 'config.toml'), 'utf8')))
  return bundleFunctions(join(dir, 'supabase', 'functions'), names)
}
