import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { execFileSync } from 'node:child_process'

/** A process of this machine, as far as finding our orphans needs. */
export type ProcessEntry = { pid: number; group: number; command: string }

/** True when a process with this id runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function isZombie(pid: number): boolean {
  const path = `/proc/${pid}/stat`
  return existsSync(path) && /\) Z /.test(readText(path))
}

/** All processes that can be seen; Linux has /proc, others have ps. */
export function listProcesses(): ProcessEntry[] {
  return existsSync('/proc/self/stat') ? readProc() : readPs()
}

function readProc(): ProcessEntry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = /\) \S (\d+) (\d+) /.exec(readText(`/proc/${name}/stat`))
      const command = readText(`/proc/${name}/cmdline`).replaceAll('\0', ' ').trim()
      return stat ? [{ pid: Number(name), group: Number(stat[2]), command }] : []
    })
}

function readPs(): ProcessEntry[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,pgid=,command='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)
      return match ? [{ pid: Number(match[1]), group: Number(match[2]), command: match[3] ?? '' }] : []
    })
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // A process may end between being listed and being read.
    return ''
  }
}
