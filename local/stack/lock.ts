import { chmodSync, mkdirSync, openSync, closeSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import { UsageError } from './options.ts'
import { endOrphans } from './orphans.ts'
import { stackFile } from './paths.ts'
import { readJson } from './private-file.ts'
import { isAlive, listProcesses } from './processes.ts'

/** The running stack of a folder, if there is one. */
export type Holder = { pid: number; url: string | null }

function lockPath(stackDir: string): string {
  return join(stackDir, 'lock.json')
}

/** Who runs the stack of this folder now; null when nobody does. */
export function lockHolder(stackDir: string): Holder | null {
  const lock = readJson(lockPath(stackDir))
  const pid = Number(lock?.['pid'])
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || pid === process.pid) return null
  // Another program may have got the number of a killed run.
  const looksLikeUs = listProcesses().some((entry) => entry.pid === pid && entry.command === lock?.['command'])
  const url = readJson(stackFile(stackDir))?.['app_url']
  return looksLikeUs ? { pid, url: typeof url === 'string' ? url : null } : null
}

/** Takes the folder for this process, cleaning up after a killed run; returns what gives it back. */
export async function takeLock(stackDir: string, log: Log): Promise<() => void> {
  mkdirSync(stackDir, { recursive: true })
  // As root the server runs as another user, who must be able to pass through to its data; every file in here is private.
  chmodSync(stackDir, 0o711)
  const holder = lockHolder(stackDir)
  if (holder) throw new UsageError(`The stack is running already (process ${holder.pid}): ${holder.url ?? 'it is still starting'}`)
  const stale = readJson(lockPath(stackDir))
  const orphans = await endOrphans(stackDir, Number(stale?.['group']) || -1)
  if (stale || orphans > 0) log(`Cleaned up after a run that was killed${orphans > 0 ? `: ended ${orphans} process${orphans === 1 ? '' : 'es'}` : ''}.`)
  rmSync(lockPath(stackDir), { force: true })
  rmSync(stackFile(stackDir), { force: true })
  writeLock(stackDir)
  return () => rmSync(lockPath(stackDir), { force: true })
}

function writeLock(stackDir: string): void {
  const own = listProcesses().find((entry) => entry.pid === process.pid)
  try {
    const file = openSync(lockPath(stackDir), 'wx', 0o600)
    writeSync(file, JSON.stringify({ pid: process.pid, group: own?.group ?? process.pid, command: own?.command ?? '' }))
    closeSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new UsageError('Another start of the same stack is under way.')
    throw error
  }
}
