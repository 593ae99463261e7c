import { rmSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { dataDirOf } from './data-dir.ts'

/** Removes everything of a stopped stack, also data that lies elsewhere. */
export function removeStack(stackDir: string): void {
  const dataDir = dataDirOf(stackDir)
  if (relative(stackDir, dataDir).startsWith('..')) rmSync(dirname(dataDir), { recursive: true, force: true })
  rmSync(stackDir, { recursive: true, force: true, maxRetries: 3 })
}
