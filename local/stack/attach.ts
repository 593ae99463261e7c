import type { Env } from '../env.ts'
import { readJson } from './private-file.ts'
import { UsageError } from './options.ts'
import { localStackDir, stackFile } from './paths.ts'
import type { StackInfo } from './stack-info.ts'

/** How to reach the running stack: the file named in SWITCHBOARD_STACK, else that of `npm run local`. */
export function attach(env: Env = process.env): StackInfo {
  const path = env['SWITCHBOARD_STACK']?.trim() || stackFile(localStackDir)
  const info = readJson(path)
  if (!info) throw new UsageError(`No stack is running (${path} is not there). Start one with npm run local.`)
  return info as StackInfo
}
