import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { denoBinary } from '../../local/functions/deno-command.ts'
import { root } from '../../local/stack/paths.ts'
import { runCommand } from '../../local/stack/run-command.ts'

/** What Supabase takes of a function that it is handed without Docker: docs/decisions/0224. */
export const largestBundle = 5_000_000

// Packages of the older kind ask for Node's own parts by `require`. Deno's bundler sees to it, but for a file in which it has shortened
// that very name to `$`; then they find this one.
const prelude = `import { createRequire as requireOfNode } from "node:module";const require = requireOfNode(import.meta.url);\n`

/**
 * Writes each function as one file, its packages within, and returns their sizes. Uploaded with `npm:` imports, a function comes to all
 * that its packages hold (35 MB), and those of their own imports that no lockfile pins.
 */
export async function bundleFunctions(into: string, names: readonly string[]): Promise<{ name: string; bytes: number }[]> {
  const sizes: { name: string; bytes: number }[] = []
  for (const name of names) {
    const file = bundleOf(into, name)
    mkdirSync(join(into, name), { recursive: true })
    const source = join(root, 'supabase', 'functions', name, 'index.ts')
    const args = ['bundle', '--quiet', '--minify', '--platform=deno', '--no-lock', '--node-modules-dir=manual', '--output', file, source]
    const result = await runCommand(denoBinary(root), args, { cwd: root, env: process.env, onLine: () => undefined })
    if (result.code !== 0) throw new Error(`${name} could not be bundled:\n${result.output.trim()}`)
    const code = `${prelude}${readFileSync(file, 'utf8')}`
    writeFileSync(file, code)
    sizes.push({ name, bytes: Buffer.byteLength(code) })
  }
  const large = sizes.filter(({ bytes }) => bytes > largestBundle)
  if (large.length > 0) throw new Error(`Too large for a hosted project: ${large.map(({ name, bytes }) => `${name} (${(bytes / 1e6).toFixed(1)} MB of ${largestBundle / 1e6})`).join(', ')}.`)
  return sizes
}

/** Where the bundle of a function is. */
export function bundleOf(into: string, name: string): string {
  return join(into, name, 'index.js')
}

/** The configuration for the bundles: each function begins in its one file. */
export function bundledConfig(config: string): string {
  return config.replace(/^\[functions\.([\w-]+)\]$/gm, '$&\nentrypoint = "./functions/$1/index.js"')
}
