import type { Env } from '../../local/env.ts'
import { root } from '../../local/stack/paths.ts'
import { runCommand, type CommandResult } from '../../local/stack/run-command.ts'
import type { Context } from './suite.ts'

/** Runs a tool of a suite in the project's folder, showing its output line by line. */
export function runTool(context: Context, file: string, args: string[], env: Env = {}): Promise<CommandResult> {
  return runCommand(file, args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', ...env },
    onLine: (line) => {
      if (line.trim() !== '') context.log(line.trimEnd())
    },
    signal: context.signal,
  })
}
