import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** One hash over the names and contents of files and folders; absent ones count as absent. */
export function hashSources(base: string, paths: string[], extra: string[] = []): string {
  const hash = createHash('sha256')
  for (const word of extra) hash.update(`${word}\0`)
  for (const file of paths.flatMap((path) => listFiles(join(base, path)))) {
    hash.update(`${relative(base, file)}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .filter((name) => !name.startsWith('.'))
    .toSorted()
    .flatMap((name) => listFiles(join(path, name)))
}
