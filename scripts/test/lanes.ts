import { fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Suite } from './suite.ts'
import type { Row } from './summary.ts'

const script = fileURLToPath(new URL('../test.ts', import.meta.url))
const report = z.array(z.object({ name: z.string(), seconds: z.number(), passed: z.number(), failed: z.number(), skipped: z.number().optional(), complaints: z.array(z.string()) }))

/** Runs each list of suites in a process of its own, all side by side: much of a suite is waiting, and a stack keeps its process busy. */
export async function runLanes(lanes: Suite[][], signal: AbortSignal): Promise<Row[]> {
  return (await Promise.all(lanes.map((lane) => runLane(lane, signal)))).flat()
}

// The lane's process says its rows when it is through; one that dies before has failed every suite of its own.
function runLane(suites: Suite[], signal: AbortSignal): Promise<Row[]> {
  const names = suites.map((suite) => suite.name)
  const child = fork(script, names, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, SWITCHBOARD_TEST_LANE: '1' } })
  const label = (names.length === 1 ? names[0] : 'others')?.padEnd(6)
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => line && process.stdout.write(`${label} │ ${line}\n`))
  }
  const stop = () => void child.kill('SIGTERM')
  signal.addEventListener('abort', stop, { once: true })
  return new Promise((resolve) => {
    let rows: Row[] = []
    child.on('message', (message) => void (rows = report.parse(message)))
    child.on('close', () => {
      signal.removeEventListener('abort', stop)
      const missing = names.filter((name) => !rows.some((row) => row.name === name))
      resolve([...rows, ...missing.map((name) => ({ name, seconds: 0, passed: 0, failed: 1, complaints: ['Its process ended before it was through.'] }))])
    })
  })
}

/** True in the process of a lane. */
export function isLane(): boolean {
  return process.env['SWITCHBOARD_TEST_LANE'] === '1'
}

/** Hands the rows of a lane to the run that it belongs to. */
export function tellRows(rows: Row[]): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!process.send) reject(new Error('SWITCHBOARD_TEST_LANE is set, but nobody listens: it is for npm test itself.'))
    else process.send(rows, undefined, undefined, (error) => (error ? reject(error) : resolve()))
  })
}
