import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Log } from '../log.ts'
import type { Part } from '../part.ts'
import { bootstrapDatabase } from './bootstrap.ts'
import { initData, isReady, liveServer, markReady, placeData } from './data-dir.ts'
import { installExtensions } from './extensions.ts'
import { findNative, type Native } from './native.ts'
import { serverEnvironment } from './run-native.ts'
import { serverUser, type ServerUser } from './server-user.ts'

/** A running server. `url` is the role postgres (no superuser), `adminUrl` the bootstrap superuser. */
export type Database = Part & {
  port: number
  url: string
  adminUrl: string
  /** Ends the server as a power cut would: unlogged tables are lost. */
  crash(): Promise<void>
  restart(): Promise<void>
}

export type DatabaseOptions = {
  dataDir: string
  port?: number
  password: string
  jwtSecret: string
  vaultKey: string
  log: Log
  /** Told when the server ends without having been asked to. */
  onExit?: (code: number | null) => void
}

type Running = { native: Native; user: ServerUser; dir: string; port: number; child: ChildProcess | null; asked: boolean }

/** Starts Postgres 17 on 127.0.0.1 over a data directory that is made when it is missing. */
export async function startDatabase(o: DatabaseOptions): Promise<Database> {
  const user = serverUser()
  const native = findNative(user !== null)
  installExtensions(native)
  const dir = placeData(o.dataDir, user)
  const holder = liveServer(dir)
  if (holder !== null) throw new Error(`Another Postgres (process ${holder}) is using ${dir}. Stop it first: kill ${holder}`)
  if (!isReady(dir)) await initData(native, user, dir, o)
  const state: Running = { native, user, dir, port: o.port ?? (await freePort()), child: null, asked: false }
  const url = (role: string): string => `postgresql://${role}:${encodeURIComponent(o.password)}@127.0.0.1:${state.port}/postgres`
  await launch(state, o, url('supabase_admin'))
  if (!isReady(dir)) {
    await bootstrapDatabase(url('supabase_admin'), o.password)
    markReady(dir)
  }
  return {
    name: 'Postgres',
    port: state.port,
    url: url('postgres'),
    adminUrl: url('supabase_admin'),
    stop: () => end(state, 'SIGINT'),
    crash: () => end(state, 'SIGQUIT'),
    restart: async () => {
      await end(state, 'SIGINT')
      await launch(state, o, url('supabase_admin'))
    },
  }
}

async function launch(state: Running, o: DatabaseOptions, adminUrl: string): Promise<void> {
  rmSync(join(state.dir, 'postmaster.pid'), { force: true })
  const child = spawn(join(state.native.bin, 'postgres'), ['-D', state.dir, '-p', String(state.port)], {
    ...state.user,
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  state.child = child
  state.asked = false
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000)
    for (const line of chunk.toString().split('\n')) if (/FATAL|PANIC/.test(line) && !/shutting down|starting up/.test(line)) o.log(`postgres: ${line}`)
  })
  child.on('exit', (code) => {
    if (state.child === child) state.child = null
    if (!state.asked) o.onExit?.(code)
  })
  await accepting(child, adminUrl, () => said)
}

async function accepting(child: ChildProcess, adminUrl: string, said: () => string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`Postgres did not start:\n${said().trim()}`)
    const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 2000 })
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await client.end().catch(() => undefined)
      await sleep(50)
    }
  }
  child.kill('SIGQUIT')
  throw new Error(`Postgres did not answer within its time:\n${said().trim()}`)
}

function end(state: Running, signal: NodeJS.Signals): Promise<void> {
  const child = state.child
  state.asked = true
  if (!child || child.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
