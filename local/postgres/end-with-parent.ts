import { spawn } from 'node:child_process'
import type { Log } from '../log.ts'

/**
 * Ends a server when this process dies without ending it, as by SIGKILL. Returns what calls the watch off.
 * The watcher's standard input closes with this process, whatever ends it.
 */
export function endWithParent(pid: number, log: Log): () => void {
  const watcher = spawn('/bin/sh', ['-c', 'read line; kill -INT "$0"', String(pid)], { stdio: ['pipe', 'ignore', 'ignore'], cwd: '/', detached: true })
  watcher.on('error', (error) => log(`postgres: nothing will end the server if this process is killed (${error.message})`))
  watcher.stdin.on('error', () => undefined)
  watcher.unref()
  return () => void watcher.kill()
}
