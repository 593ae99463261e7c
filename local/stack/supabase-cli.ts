import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { binary, root } from './paths.ts'
import { runCommand, type CommandResult } from './run-command.ts'

/** A folder for the CLI that holds this project's migrations; its own notes (`.temp`) stay out of the sources. */
export function prepareWorkdir(stackDir: string): string {
  const workdir = join(stackDir, 'supabase-cli')
  rmSync(workdir, { recursive: true, force: true })
  mkdirSync(join(workdir, 'supabase'), { recursive: true })
  cpSync(join(root, 'supabase', 'config.toml'), join(workdir, 'supabase', 'config.toml'))
  symlinkSync(join(root, 'supabase', 'migrations'), join(workdir, 'supabase', 'migrations'))
  return workdir
}

/** Runs the Supabase CLI without questions, telemetry or anything from the developer's own set-up. */
export function runSupabase(workdir: string, args: string[], env: Record<string, string> = {}): Promise<CommandResult> {
  return runCommand(binary('supabase'), [...args, '--workdir', workdir, '--yes', '--agent', 'no'], {
    cwd: workdir,
    env: {
      PATH: process.env['PATH'],
      HOME: workdir,
      SUPABASE_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
      NO_COLOR: '1',
      // The CLI tells by this variable that nobody can answer.
      CI: 'true',
      ...env,
    },
  })
}
