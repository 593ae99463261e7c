import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Native } from './native.ts'
import type { ServerUser } from './server-user.ts'

/** Runs one of the server's tools to its end; rejects with what it printed when it fails. */
export function runNative(native: Native, user: ServerUser, tool: 'initdb', args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(native.bin, tool), args, { ...user, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], env: serverEnvironment() })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${tool} failed (${code}):\n${output.trim()}${hint(output)}`))))
  })
}

// As in a container that was started with a bare user id.
function hint(output: string): string {
  return output.includes('could not look up effective user ID') ? '\nPostgres wants a user with a name: give this id an entry in /etc/passwd, or run as another user (root is fine).' : ''
}

/** A clean environment: no PG* variable of the developer's shell reaches the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', NODE_ENV: process.env.NODE_ENV }
}
