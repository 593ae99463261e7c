import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../local/stack/paths.ts'
import { runDeno } from './deno.ts'
import type { Context, Counts, Suite } from './suite.ts'
import { functionNames } from './types.ts'

const functionsDir = join(root, 'supabase', 'functions')

async function run(context: Context): Promise<Counts> {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const target of [...functionNames(), ...sharedTests()]) {
    const counts = await runTests(context, target)
    total.passed += counts.passed
    total.failed += counts.failed
    total.skipped += counts.skipped ?? 0
  }
  return total
}

// Shared modules have no deno.json of their own: they are tested with that of the function that imports all of them.
const engine = 'phone-number-provision'

function sharedTests(): string[] {
  const files = readdirSync(join(functionsDir, '_shared'), { recursive: true, encoding: 'utf8' })
  return files.some((name) => name.endsWith('.test.ts')) ? ['_shared'] : []
}

async function runTests(context: Context, name: string): Promise<Counts> {
  const dir = join(functionsDir, name)
  if (!hasTests(dir)) return { passed: 0, failed: 0 }
  const config = [join(dir, 'deno.json'), join(functionsDir, engine, 'deno.json')].find((path) => existsSync(path))
  const report = join(context.dir, `deno-${name}.xml`)
  const args = ['test', '--quiet', '--allow-all', '--no-check', ...(config ? ['--config', config] : []), '--reporter=dot', `--junit-path=${report}`, dir]
  const { code, output } = await runDeno(context, args)
  if (code !== 0) context.complain(output)
  const counts = countJunit(existsSync(report) ? readFileSync(report, 'utf8') : '')
  return { ...counts, failed: Math.max(counts.failed, code === 0 ? 0 : 1) }
}

function hasTests(dir: string): boolean {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.test.ts'))
}

function countJunit(xml: string): Counts {
  const head = /<testsuites[^>]*>/.exec(xml)?.[0] ?? ''
  const number = (name: string) => Number(new RegExp(`${name}="(\\d+)"`).exec(head)?.[1] ?? 0)
  const failed = number('failures') + number('errors')
  return { passed: number('tests') - failed, failed }
}

/** Deno: the tests of the Edge Functions; counts tests. */
export const functions: Suite = { name: 'functions', run }
