import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, readFileSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Native } from './native.ts'

const require = createRequire(import.meta.url)
const ours = join(import.meta.dirname, 'extensions')

/** Places the stand-ins and pgTAP beside the server's own extensions, so that `create extension` finds them. */
export function installExtensions(native: Native): void {
  mkdirSync(native.extensions, { recursive: true })
  for (const name of readdirSync(ours)) copyChanged(join(ours, name), join(native.extensions, name))
  if (!existsSync(join(native.extensions, 'pgtap.control'))) installPgtap(native)
}

function copyChanged(from: string, to: string): void {
  if (existsSync(to) && readFileSync(to, 'utf8') === readFileSync(from, 'utf8')) return
  copyFileSync(from, to)
}

// The archive made for PGlite holds the same control and SQL files that a real server takes.
function installPgtap(native: Native): void {
  const archive = join(dirname(require.resolve('@electric-sql/pglite-pgtap')), 'pgtap.tar.gz')
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-pgtap-'))
  execFileSync('tar', ['xzf', archive, '-C', folder])
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = name.split('/').at(-1) ?? ''
    if (/^pgtap.*\.sql$/.test(file)) copyFileSync(join(folder, name), join(native.extensions, file))
    // Tests run as a role that is no superuser.
    if (file === 'pgtap.control') writeFileSync(join(native.extensions, file), trusted(readFileSync(join(folder, name), 'utf8')))
  }
  rmSync(folder, { recursive: true, force: true })
}

function trusted(control: string): string {
  return /^trusted/m.test(control) ? control : `${control.trimEnd()}\ntrusted = true\n`
}
