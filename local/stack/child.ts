import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { childEnv, type Env } from '../env.ts'
import type { Log } from '../log.ts'
import type { Running } from './backoff.ts'

/** Starts a long-running process; ready once `url` answers anything. */
export async function startChild(o: {
  file: string
  args: string[]
  cwd: string
  env: Env
  url: string
  log: Log
}): Promise<Running> {
  const child = spawn(o.file, o.args, { cwd: o.cwd, env: childEnv(o.env), stdio: ['ignore', 'pipe', 'pipe'] })
  const tail: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter((part) => part.trim() !== '')) {
        tail.push(line)
        if (tail.length > 20) tail.shift()
        o.log(line)
      }
    })
  }
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const running = { ended, stop: () => stopChild(child, ended) }
  const failure = await untilAnswers(o.url, ended)
  if (!failure) return running
  await running.stop()
  throw new Error(`${failure}\n${tail.join('\n')}`)
}

async function untilAnswers(url: string, ended: Promise<string>): Promise<string | null> {
  const gone = ended.then((why) => `it ended while starting: ${why}`)
  for (let waited = 0; waited < 120_000; waited += 100) {
    const answer = await Promise.race([gone, answers(url)])
    if (answer === true) return null
    if (typeof answer === 'string') return answer
    await delay(100)
  }
  return 'it did not answer within two minutes'
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(30_000) })
    await response.body?.cancel()
    return true
  } catch {
    return false
  }
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(patience)
}
