import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { childEnv } from '../../local/env.ts'
import { freePort } from '../../local/free-port.ts'
import { denoBinary } from '../../local/functions/deno-command.ts'
import { root } from '../../local/stack/paths.ts'
import { bundleOf, largestBundle } from './bundle.ts'
import { functionNames, writeBundles } from './functions.ts'

const dir = mkdtempSync(join(tmpdir(), 'switchboard-bundle-'))
const folder = join(dir, 'supabase', 'functions')
let sizes: { name: string; bytes: number }[]

beforeAll(async () => {
  sizes = await writeBundles(dir, functionNames())
}, 120_000)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

test('every function is one file that a hosted project takes, with room to grow', () => {
  expect(sizes.map(({ name }) => name).toSorted()).toEqual(functionNames().toSorted())
  for (const { name, bytes } of sizes) expect(bytes, name).toBeLessThan(largestBundle / 2)
})

test('the configuration lets each begin in its file, and still authenticate by itself', () => {
  const config = readFileSync(join(dir, 'supabase', 'config.toml'), 'utf8')
  for (const name of functionNames()) expect(config).toContain(`[functions.${name}]\nentrypoint = "./functions/${name}/index.js"\nverify_jwt = false`)
})

test.each(functionNames())('%s runs with no package in reach', async (name) => {
  const port = await freePort()
  const env = { DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`, SUPABASE_URL: 'http://127.0.0.1:9', SERVICE_ROLE_KEY: 'sb_secret_x', SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x', NO_COLOR: '1', DENO_DIR: join(dir, 'cache') }
  const args = ['run', '--quiet', '--no-prompt', '--no-config', '--no-lock', '--no-npm', '--no-remote', '--allow-net', '--allow-env', '--allow-sys', bundleOf(folder, name)]
  const child = spawn(denoBinary(root), args, { cwd: dir, env: childEnv({ PATH: process.env['PATH'], ...env }) })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  try {
    const answer = await untilAnswered(`http://127.0.0.1:${port}/`, () => child.exitCode !== null)
    expect(answer, said).toMatchObject({ error: { code: 'method_not_allowed' } })
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}, 60_000)

async function untilAnswered(url: string, gone: () => boolean): Promise<unknown> {
  for (;;) {
    const answer = await fetch(url).then((response) => response.json() as Promise<unknown>, () => null)
    if (answer !== null || gone()) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
