import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process and how it ended; `ended` never rejects. */
export type Child = { ended: Promise<string>; isRunning(): boolean; end(signal: NodeJS.Signals): Promise<void> }

const politeMs = 3000

/** Starts a process whose output is handed on line by line. */
export function spawnChild(o: { file: string; args: string[]; cwd: string; env: NodeJS.ProcessEnv; onLine: (line: string) => void }): Child {
  const child = spawn(o.file, o.args, { cwd: o.cwd, env: o.env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', o.onLine)
  const state = { running: true }
  const ended = endOf(child).finally(() => (state.running = false))
  return {
    ended,
    isRunning: () => state.running,
    end: async (signal) => {
      child.kill(signal)
      const hard = setTimeout(() => child.kill('SIGKILL'), politeMs)
      await ended
      clearTimeout(hard)
    },
  }
}

// 'close' comes after the last line of output, so that a failure can be told with its reason.
async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    return signal ?? `exit code ${code}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Resolves true once something accepts connections on the port, false when `giveUp` says so first. */
export async function accepting(port: number, giveUp: () => boolean): Promise<boolean> {
  while (!giveUp()) {
    if (await connects(port)) return true
    await sleep(50)
  }
  return false
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
