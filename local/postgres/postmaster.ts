import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { endWithParent } from './end-with-parent.ts'
import { saysReady } from './lock-file.ts'
import type { Native } from './native.ts'
import { serverEnvironment } from './run-native.ts'
import type { ServerUser } from './server-user.ts'
import { tryPassword } from './try-password.ts'

/** The server's main process. SIGINT is the fast shutdown, SIGQUIT the immediate one. */
export type Postmaster = { end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> }

export type PostmasterOptions = {
  native: Native
  user: ServerUser
  dir: string
  port: number
  adminUrl: string
  durable: boolean
  log: Log
  /** Told when it ends without having been asked to. */
  onExit: (code: number | null) => void
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_min_messages: 'log',
  log_statement: 'none',
}

const careless = { fsync: 'off', full_page_writes: 'off' }

const startMs = 120_000
const fastShutdownMs = 15_000
const ownedByDyingBackends = /pre-existing shared memory block/
const everyday = /shutting down|starting up|terminating connection due to administrator command/

/** Starts the server and returns once it takes connections. */
export async function startPostmaster(o: PostmasterOptions): Promise<Postmaster> {
  const deadline = performance.now() + startMs
  for (;;) {
    const attempt = launch(o)
    try {
      await accepting(attempt, o, deadline)
      return attempt
    } catch (error) {
      await attempt.end('SIGQUIT')
      // A killed server's backends hold its memory for a moment.
      if (!ownedByDyingBackends.test(String(error)) || performance.now() > deadline) throw error
      await sleep(200)
    }
  }
}

type Launched = Postmaster & { child: ChildProcess; said: () => string; accepted: () => void }

function launch(o: PostmasterOptions): Launched {
  const flags = Object.entries({ ...settings, ...(o.durable ? {} : careless) }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // A group of its own: the terminal's Ctrl-C must not end the server before those who use it.
  const options = { ...o.user, cwd: '/', env: serverEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'], detached: true }
  const child = spawn(join(o.native.bin, 'postgres'), ['-D', o.dir, '-p', String(o.port), ...flags], options)
  const callOff = child.pid === undefined ? () => undefined : endWithParent(child.pid, o.log)
  const state = { accepted: false, asked: false, said: '' }
  createInterface({ input: child.stderr }).on('line', (line) => {
    state.said = `${state.said}\n${line}`.slice(-2000)
    if (state.accepted && /FATAL|PANIC/.test(line) && !everyday.test(line)) o.log(`postgres: ${line}`)
  })
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      state.said += `\n${error.message}`
      resolve()
    })
    child.once('exit', (code) => {
      callOff()
      resolve()
      if (state.accepted && !state.asked) o.onExit(code)
    })
  })
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    state.asked = true
    child.kill(signal)
    const escalation = setTimeout(() => child.kill('SIGQUIT'), fastShutdownMs)
    await ended
    clearTimeout(escalation)
  }
  return { child, end, said: () => state.said.trim(), accepted: () => void (state.accepted = true) }
}

async function accepting(attempt: Launched, o: PostmasterOptions, deadline: number): Promise<void> {
  const { child } = attempt
  while (!saysReady(o.dir, child.pid)) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) throw new Error(`Postgres did not start:\n${attempt.said()}`)
    if (performance.now() > deadline) throw new Error(`Postgres did not answer within ${startMs / 1000} s:\n${attempt.said()}`)
    await sleep(20)
  }
  await tryPassword(o.adminUrl)
  attempt.accepted()
}
