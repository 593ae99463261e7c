import { denoDir } from '../../local/functions/function-process.ts'
import { binary, root } from '../../local/stack/paths.ts'
import type { CommandResult } from '../../local/stack/run-command.ts'
import { runTool } from './command.ts'
import type { Context } from './suite.ts'

/** Runs Deno with the package cache that the functions of the stack use. */
export function runDeno(context: Context, args: string[]): Promise<CommandResult> {
  return runTool(context, binary('deno'), args, { DENO_DIR: denoDir(root), DENO_NO_UPDATE_CHECK: '1', DENO_TLS_CA_STORE: 'mozilla,system' })
}
