import { readFileSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** The server that holds this data directory, when one is alive. */
export function liveServer(dir: string): number | null {
  const pid = Number(read(join(dir, 'postmaster.pid')).split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  // A killed run's number may belong to somebody else by now, be it another Postgres.
  return commandOf(pid).includes(dir) ? pid : null
}

/** True once this server has said that it takes connections. */
export function saysReady(dir: string, pid: number | undefined): boolean {
  const lines = read(join(dir, 'postmaster.pid')).split('\n')
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

/** Removes what a killed server left, once `liveServer` has said that it is dead. */
export function removeStaleLock(dir: string): void {
  rmSync(join(dir, 'postmaster.pid'), { force: true })
}

function commandOf(pid: number): string {
  if (process.platform === 'linux') return read(`/proc/${pid}/cmdline`)
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
  } catch {
    // It tells by its exit code that there is no such process.
    return ''
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
