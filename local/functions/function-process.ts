import { spawn, type ChildProcess } from 'node:child_process'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'

const preload = join(import.meta.dirname, 'preload.ts')
const longestPause = 5000

export type FunctionProcess = {
  url: string
  /** SIGKILL, as a platform that takes a worker away; it comes back by itself. */
  kill(): Promise<void>
  stop(): Promise<void>
}

type Options = { name: string; folder: string; root: string; port: number; env: Record<string, string>; dev: boolean; log: Log }

/** Keeps one Edge Function running in a Deno process of its own, started again with a growing pause when it dies. */
export async function startFunctionProcess(o: Options): Promise<FunctionProcess> {
  const state = { child: null as ChildProcess | null, stopped: false, pause: 100 }

  const launch = (): ChildProcess => {
    const child = spawn(join(o.root, 'node_modules', 'deno', 'deno'), denoArguments(o), {
      cwd: o.folder,
      env: functionEnvironment(o),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', (line) => o.log(`${o.name}: ${line}`))
    child.once('exit', () => {
      if (state.stopped || state.child !== child) return
      state.pause = Math.min(state.pause * 2, longestPause)
      o.log(`${o.name} ended; starting it again`)
      setTimeout(() => {
        if (!state.stopped) state.child = launch()
      }, state.pause / 2).unref()
    })
    return child
  }

  state.child = launch()
  await answering(o.port, () => state.child)
  state.pause = 100
  return {
    url: `http://127.0.0.1:${o.port}`,
    kill: () => ended(state.child, 'SIGKILL'),
    stop: async () => {
      state.stopped = true
      await ended(state.child, 'SIGTERM')
    },
  }
}

function denoArguments(o: Options): string[] {
  return [
    ...['run', '--quiet', '--no-prompt', '--no-lock', '--node-modules-dir=none', '--allow-net', '--allow-env', '--allow-sys'],
    ...[`--allow-read=${join(o.root, 'supabase')},${denoDir(o.root)}`, `--preload=${preload}`],
    ...(o.dev ? ['--watch'] : []),
    join(o.folder, 'index.ts'),
  ]
}

function functionEnvironment(o: Options): NodeJS.ProcessEnv {
  return {
    NODE_ENV: process.env.NODE_ENV,
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    ...certificates(),
    DENO_DIR: denoDir(o.root),
    DENO_NO_UPDATE_CHECK: '1',
    DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${o.port}`,
    ...o.env,
  }
}

// A registry behind a company's own certificate must stay reachable for the first download.
function certificates(): Record<string, string> {
  const bundle = process.env['DENO_CERT'] ?? process.env['NODE_EXTRA_CA_CERTS'] ?? process.env['SSL_CERT_FILE']
  return bundle ? { DENO_CERT: bundle, DENO_TLS_CA_STORE: 'mozilla,system' } : { DENO_TLS_CA_STORE: 'mozilla,system' }
}

/** Where Deno keeps the npm packages of the functions: beside ours, so that `npm ci` starts afresh. */
export function denoDir(root: string): string {
  return join(root, 'node_modules', '.cache', 'deno')
}

async function answering(port: number, child: () => ChildProcess | null): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (await connects(port)) return
    if (child()?.exitCode && tries > 300) break
    await sleep(100)
  }
  throw new Error(`The function's process on port ${port} did not come up; its log says why.`)
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    const done = (yes: boolean): void => {
      socket.destroy()
      resolve(yes)
    }
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
  })
}

function ended(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), 3000)
    child.once('exit', () => {
      clearTimeout(hard)
      resolve()
    })
    child.kill(signal)
  })
}
