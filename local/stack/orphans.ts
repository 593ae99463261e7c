import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { dataDirOf } from './data-dir.ts'
import { root } from './paths.ts'
import { isAlive, listProcesses } from './processes.ts'

/** Ends what a killed run left behind: the members of its process group and its Postgres. Returns how many there were. */
export async function endOrphans(stackDir: string, group: number): Promise<number> {
  const pids = [...groupMembers(group), ...postmaster(stackDir)].filter((pid) => pid !== process.pid)
  for (const pid of pids) signal(pid, 'SIGTERM')
  for (let waited = 0; waited < 5000 && pids.some(isAlive); waited += 100) await delay(100)
  for (const pid of pids.filter(isAlive)) signal(pid, 'SIGKILL')
  for (let waited = 0; waited < 5000 && pids.some(isAlive); waited += 100) await delay(100)
  return pids.length
}

// The group's number may belong to somebody else by now, so its members must also look like ours.
function groupMembers(group: number): number[] {
  const ours = [join(root, 'node_modules'), join(root, 'local'), 'next-server', 'deno']
  return listProcesses()
    .filter((entry) => entry.group === group && ours.some((word) => entry.command.includes(word)))
    .map((entry) => entry.pid)
}

function postmaster(stackDir: string): number[] {
  const dataDir = dataDirOf(stackDir)
  try {
    const [line] = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(line)
    return listProcesses().some((entry) => entry.pid === pid && entry.command.includes(dataDir)) ? [pid] : []
  } catch {
    return []
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself.
  }
}
