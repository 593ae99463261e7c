import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Native } from './native.ts'
import { isReachable, makeOwnFolder } from './reach.ts'
import { runNative } from './run-native.ts'
import { giveTo, type ServerUser } from './server-user.ts'

const ready = 'switchboard.ready'
// What initdb writes first, so that a folder of something else is never taken for a half-written one of ours.
const ofPostgres = ['PG_VERSION', 'pg_wal', 'base', 'global', ready]

/** Where the data really lies: as root, out of a folder that the server's user may not enter. */
export function placeData(dataDir: string, user: ServerUser): string {
  const wanted = resolve(dataDir)
  if (!user) return wanted
  const parent = resolve(wanted, '..')
  mkdirSync(parent, { recursive: true })
  // The stack's own folders may be passed through, not listed; their files keep their modes.
  for (const folder of [parent, resolve(parent, '..')]) makePassable(folder)
  if (isReachable(parent)) return wanted
  const id = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  const elsewhere = join('/var/tmp', `switchboard-${id}`)
  makeOwnFolder(elsewhere)
  return join(elsewhere, 'data')
}

function makePassable(folder: string): void {
  const { mode, uid } = statSync(folder)
  if (uid === process.getuid?.() && (mode & 0o001) === 0) chmodSync(folder, (mode & 0o7777) | 0o001)
}

/** Whom root must run the server as, since an earlier start gave the data to somebody; null when nobody has it. */
export function ownerOf(dir: string): ServerUser {
  if (process.getuid?.() !== 0 || !existsSync(dir)) return null
  const { uid, gid } = statSync(dir)
  return uid === 0 ? null : { uid, gid }
}

/** True when an earlier start finished making this data directory. */
export function isReady(dir: string): boolean {
  return existsSync(join(dir, ready))
}

/** The version of the bootstrap that this data directory has seen; null before the first. */
export function readyVersion(dir: string): string | null {
  return isReady(dir) ? readFileSync(join(dir, ready), 'utf8') : null
}

export function markReady(dir: string, version: string): void {
  writeFileSync(join(dir, ready), version)
}

/** Makes the data directory. One that an earlier start left half-written holds nothing of value and is made anew. */
export async function initData(native: Native, user: ServerUser, dir: string, o: { password: string; vaultKey: string; durable?: boolean }): Promise<void> {
  clear(dir)
  mkdirSync(dir, { recursive: true })
  chmodSync(dir, 0o700)
  // Beside the data, since initdb wants an empty folder.
  const passwordFile = `${dir}.password`
  writeFileSync(passwordFile, o.password, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  giveTo(user, dir)
  try {
    await runNative(native, user, 'initdb', [
      ...['-D', dir, '-U', 'supabase_admin', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions'],
      // The server's own locale, so that no machine must have one.
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(o.durable === false ? ['--no-sync'] : []),
    ])
  } finally {
    rmSync(passwordFile, { force: true })
  }
  // The key stays out of the database: only the server's superuser can read a file of the data directory.
  writeFileSync(join(dir, 'vault.key'), o.vaultKey, { mode: 0o600 })
  giveTo(user, dir)
}

/** Copies the data directory of a server that is stopped. */
export function copyData(from: string, to: string, user: ServerUser): void {
  cpSync(from, to, { recursive: true })
  // The server starts only over data that nobody else may read.
  chmodSync(to, 0o700)
  giveTo(user, to)
}

function clear(dir: string): void {
  const found = existsSync(dir) ? readdirSync(dir) : []
  if (found.length > 0 && !found.some((name) => ofPostgres.includes(name))) {
    throw new Error(`${dir} holds files that are no database. Give another folder for the data, or empty this one.`)
  }
  rmSync(dir, { recursive: true, force: true })
}
