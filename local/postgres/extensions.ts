import { createRequire } from 'node:module'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Native } from './native.ts'
import { readArchive } from './read-archive.ts'

const require = createRequire(import.meta.url)
const standIns = join(import.meta.dirname, 'extensions')

/** Places the stand-ins and pgTAP beside the server's own extensions, so that `create extension` finds them. */
export function installExtensions(native: Native): void {
  mkdirSync(native.extensions, { recursive: true })
  for (const name of readdirSync(standIns)) place(native, name, readFileSync(join(standIns, name), 'utf8'))
  if (!existsSync(join(native.extensions, 'pgtap.control'))) installPgtap(native)
}

// The archive made for PGlite holds the same control and SQL files that a real server takes.
function installPgtap(native: Native): void {
  const archive = join(dirname(require.resolve('@electric-sql/pglite-pgtap')), 'pgtap.tar.gz')
  const files = readArchive(archive).map((file) => ({ ...file, name: file.path.split('/').at(-1) ?? '' }))
  for (const file of files) if (/^pgtap--.*\.sql$/.test(file.name)) place(native, file.name, file.content)
  // The control file comes last: where it is, all is. Tests run as a role that is no superuser.
  const control = files.find((file) => file.name === 'pgtap.control')
  if (control) place(native, control.name, `${control.content.trimEnd()}\ntrusted = true\n`)
}

// In one step, since another stack may be reading these files now.
function place(native: Native, name: string, content: string): void {
  const target = join(native.extensions, name)
  if (existsSync(target) && readFileSync(target, 'utf8') === content) return
  const unfinished = `${target}.${process.pid}`
  writeFileSync(unfinished, content)
  chmodSync(unfinished, 0o644)
  renameSync(unfinished, target)
}
