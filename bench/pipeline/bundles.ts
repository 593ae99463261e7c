import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { denoBinary } from '../../local/functions/deno-command.ts'
import { root } from '../../local/stack/paths.ts'
import { runCommand } from '../../local/stack/run-command.ts'

/** Bundles each function as a deploy would, and says how large it is; a hosted project takes 20 MB. */
export async function measureBundles(): Promise<string> {
  const dir = join(root, 'supabase', 'functions')
  const out = mkdtempSync(join(tmpdir(), 'switchboard-bundles-'))
  const lines: string[] = []
  for (const name of readdirSync(dir).filter((entry) => !entry.startsWith('_'))) {
    const file = join(out, `${name}.js`)
    const args = ['bundle', '--quiet', '--platform=deno', '--config', join(dir, name, 'deno.json'), '--output', file, join(dir, name, 'index.ts')]
    const { code } = await runCommand(denoBinary(root), args, { cwd: root, env: process.env, onLine: () => undefined })
    lines.push(`  ${name.padEnd(28)} ${code === 0 ? `${(statSync(file).size / 1_000_000).toFixed(2).padStart(6)} MB` : 'could not be bundled'}`)
  }
  rmSync(out, { recursive: true, force: true })
  return ['Bundles, not minified', ...lines, ''].join('\n')
}
