import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { binary, root } from '../../local/stack/paths.ts'
import { nextBin } from '../../local/stack/app-build.ts'
import { runTool } from './command.ts'
import { runDeno } from './deno.ts'
import type { Context, Counts, Suite } from './suite.ts'

const functionsDir = join(root, 'supabase', 'functions')

/** The Edge Functions of the project: folders with an index.ts. */
export function functionNames(): string[] {
  return readdirSync(functionsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(functionsDir, entry.name, 'index.ts')))
    .map((entry) => entry.name)
}

async function run(context: Context): Promise<Counts> {
  // A fresh clone has no types of its routes and of Next itself yet.
  const typegen = await runTool({ ...context, log: () => undefined }, process.execPath, [nextBin, 'typegen'], { NEXT_TELEMETRY_DISABLED: '1' })
  const results = [typegen, await runTool(context, binary('tsc'), ['--noEmit', '--pretty', 'false'])]
  for (const name of functionNames()) {
    const dir = join(functionsDir, name)
    const args = ['check', '--quiet', '--config', join(dir, 'deno.json'), join(dir, 'index.ts'), ...tests(dir)]
    results.push(await runDeno(context, args))
  }
  const preload = join(root, 'local', 'functions', 'preload.ts')
  results.push(await runDeno(context, ['check', '--quiet', preload]))
  const failed = results.filter((result) => result.code !== 0)
  for (const { output } of failed) context.complain(output)
  return { passed: results.length - failed.length, failed: failed.length }
}

function tests(dir: string): string[] {
  return readdirSync(dir).filter((name) => name.endsWith('.test.ts')).map((name) => join(dir, name))
}

/** tsc for Next and Node, deno check for each function; counts programs. */
export const types: Suite = { name: 'types', run }
