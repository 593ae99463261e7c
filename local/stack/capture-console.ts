import { format } from 'node:util'
import type { Log } from '../log.ts'

const methods = ['log', 'info', 'warn', 'error'] as const

/** Sends what libraries write to the console into the log instead; returns what undoes it. */
export function captureConsole(log: Log): () => void {
  const before = methods.map((name) => [name, console[name]] as const)
  for (const name of methods) {
    console[name] = (...words: unknown[]) => {
      for (const line of format(...words).split('\n')) log(line)
    }
  }
  return () => {
    for (const [name, original] of before) console[name] = original
  }
}
