import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { isReachable, type Native } from './native.ts'
import { runNative } from './run-native.ts'
import { giveTo, type ServerUser } from './server-user.ts'

const ready = 'switchboard.ready'

/** Where the data really lies: as root, out of a folder that the server's user may not enter. */
export function placeData(dataDir: string, user: ServerUser): string {
  const wanted = resolve(dataDir)
  if (!user) return wanted
  mkdirSync(resolve(wanted, '..'), { recursive: true })
  // The stack's own folders may be passed through, not listed; their files keep their modes.
  for (const folder of [resolve(wanted, '..'), resolve(wanted, '../..')]) passable(folder)
  if (isReachable(resolve(wanted, '..'))) return wanted
  const id = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  return join('/var/tmp', `switchboard-${id}`, 'data')
}

function passable(folder: string): void {
  const { mode, uid } = statSync(folder)
  if (uid === process.getuid?.() && (mode & 0o001) === 0) chmodSync(folder, (mode & 0o777) | 0o001)
}

/** True when an earlier start finished making this data directory. */
export function isReady(dir: string): boolean {
  return existsSync(join(dir, ready))
}

export function markReady(dir: string): void {
  writeFileSync(join(dir, ready), '')
}

/** The process that holds this data directory, when one is alive. */
export function liveServer(dir: string): number | null {
  const file = join(dir, 'postmaster.pid')
  if (!existsSync(file)) return null
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return command.includes('postgres') ? pid : null
  } catch {
    return isAlive(pid) ? pid : null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Makes the data directory. One that an earlier start left half-written holds nothing of value and is made anew. */
export async function initData(native: Native, user: ServerUser, dir: string, o: { password: string; vaultKey: string }): Promise<void> {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  chmodSync(dir, 0o700)
  const passwordFile = `${dir}.password`
  writeFileSync(passwordFile, o.password, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  giveTo(user, dir)
  try {
    await runNative(native, user, 'initdb', [
      ...['-D', dir, '-U', 'supabase_admin', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions'],
    ])
  } finally {
    rmSync(passwordFile, { force: true })
  }
  appendFileSync(
    join(dir, 'postgresql.conf'),
    ["listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", 'max_connections = 200', "timezone = 'UTC'", 'log_min_messages = fatal', "log_statement = 'none'", ''].join('\n'),
  )
  // The key stays out of the database: only the server's superuser can read a file of the data directory.
  writeFileSync(join(dir, 'vault.key'), o.vaultKey, { mode: 0o600 })
  giveTo(user, dir)
}
