import { existsSync, lstatSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const othersMayPass = 0o001

/** Whether every folder on the way is open to other users; as root the server runs under another one. */
export function isReachable(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && statSync(at).isDirectory() && (statSync(at).mode & othersMayPass) === 0) return false
    if (at === dirname(at)) return true
  }
}

/** Makes a folder of ours in a place that everybody may write to; refuses one that somebody else put there. */
export function makeOwnFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o711 })
  const found = lstatSync(path)
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error(`${path} belongs to somebody else. Remove it, then start again.`)
}
