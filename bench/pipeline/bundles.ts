import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { largestBundle } from '../../scripts/deploy/bundle.ts'
import { functionNames, writeBundles } from '../../scripts/deploy/functions.ts'

/** Bundles each function as a deployment does, and says how large it is. */
export async function measureBundles(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'switchboard-bundles-'))
  try {
    const lines = (await writeBundles(dir, functionNames())).map(({ name, bytes }) => `  ${name.padEnd(28)} ${(bytes / 1e6).toFixed(2).padStart(6)} MB`)
    return [`Bundles as they are uploaded (a hosted project takes ${largestBundle / 1e6} MB)`, ...lines, ''].join('\n')
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
