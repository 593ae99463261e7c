import { spawn } from 'node:child_process'
import { childEnv, type Env } from '../env.ts'

/** What became of a command. */
export type CommandResult = { code: number; stdout: string; stderr: string; output: string }

/** Runs a command to its end and keeps what it said; each line also goes to `onLine`. */
export function runCommand(
  file: string,
  args: string[],
  o: { cwd: string; env?: Env; onLine?: (line: string) => void; signal?: AbortSignal },
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: o.cwd, env: o.env ? childEnv(o.env) : process.env, stdio: ['ignore', 'pipe', 'pipe'], signal: o.signal })
    const said = { stdout: '', stderr: '', output: '' }
    let rest = ''
    const take = (stream: 'stdout' | 'stderr', chunk: string) => {
      said[stream] += chunk
      said.output += chunk
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) o.onLine?.(line)
    }
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => take('stdout', chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => take('stderr', chunk))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (rest) o.onLine?.(rest)
      resolve({ code: code ?? (signal ? 128 : 1), ...said })
    })
  })
}
