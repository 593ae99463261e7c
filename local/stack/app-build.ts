import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import { hashSources } from './hash-sources.ts'
import { root } from './paths.ts'
import { readJson, writePrivateJson } from './private-file.ts'
import { runCommand } from './run-command.ts'

const sources = [
  'app',
  'components',
  'lib',
  'public',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  'supabase/functions/_shared/domain',
]
const stamp = join(root, '.next', 'switchboard-build.json')

/** The Next command of this project's packages. */
export const nextBin = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')

/** Builds the console unless the last build is of the same sources; returns what it did. */
export async function buildApp(log: Log, signal: AbortSignal): Promise<string> {
  const hash = hashSources(root, sources)
  if (readJson(stamp)?.['hash'] === hash && existsSync(join(root, '.next', 'BUILD_ID'))) return 'build is up to date'
  rmSync(stamp, { force: true })
  const result = await runCommand(process.execPath, [nextBin, 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    onLine: log,
    signal,
  })
  if (result.code !== 0) throw new Error(`next build failed:\n${result.output.trim()}`)
  writePrivateJson(stamp, { hash })
  return 'built'
}
