import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Build } from './app-build.ts'
import { root } from './paths.ts'
import { readJson, writePrivateJson } from './private-file.ts'

/** Copies a build into the stack's folder and returns where: another command may build anew while this one serves. */
export function snapshotApp(stackDir: string, build: Build): string {
  const dir = join(stackDir, 'app')
  const stamp = join(dir, 'snapshot.json')
  if (readJson(stamp)?.['hash'] === build.hash) return dir
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(join(dir, '.next'), { recursive: true })
  for (const name of readdirSync(join(root, '.next')).filter((each) => !['cache', 'dev', 'types', 'trace'].includes(each))) {
    cpSync(join(root, '.next', name), join(dir, '.next', name), { recursive: true })
  }
  for (const name of ['node_modules', 'next.config.ts', 'package.json', 'public']) {
    if (existsSync(join(root, name))) symlinkSync(join(root, name), join(dir, name))
  }
  writePrivateJson(stamp, { hash: build.hash })
  return dir
}
