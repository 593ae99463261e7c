import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { hashSources } from './hash-sources.ts'
import { root } from './paths.ts'
import { readJson, writePrivateJson } from './private-file.ts'
import { runCommand, type CommandResult } from './run-command.ts'

const sources = [
  'app',
  'components',
  'lib',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  'supabase/functions/_shared/domain',
]
const buildDir = join(root, '.next')
const stamp = join(buildDir, 'switchboard-build.json')

/** The Next command of this project's packages. */
export const nextBin = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')

/** A production build of the console: what was done to have it, and the hash of its sources. */
export type Build = { done: string; hash: string }

/** Builds the console unless the last build is of the same sources. */
export async function buildApp(log: Log, signal: AbortSignal): Promise<Build> {
  const hash = hashSources(root, sources)
  for (;;) {
    if (readJson(stamp)?.['hash'] === hash && existsSync(join(buildDir, 'BUILD_ID'))) return { done: 'unchanged', hash }
    rmSync(stamp, { force: true })
    const result = await runBuild(log, signal)
    if (result.code === 0) break
    if (!isBusy(result)) throw new Error(`next build failed:\n${result.output.trim()}`)
    // Another command of this project is building: its build may well be ours.
    await delay(1000, null, { signal })
  }
  writePrivateJson(stamp, { hash })
  return { done: 'built', hash }
}

function runBuild(log: Log, signal: AbortSignal): Promise<CommandResult> {
  return runCommand(process.execPath, [nextBin, 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
    onLine: log,
    signal,
  })
}

function isBusy(result: CommandResult): boolean {
  return /another next build process is already running/i.test(result.output)
}
