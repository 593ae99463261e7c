import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../local/stack/paths.ts'
import type { CommandResult } from '../../local/stack/run-command.ts'
import { runSupabase } from '../../local/stack/supabase-cli.ts'
import { UsageError } from '../../local/stack/options.ts'
import { cliUrl } from './target.ts'

/** A migration by its version and the name behind it. */
export type Migration = { version: string; name: string }

const folder = join(root, 'supabase', 'migrations')

/** This project's migrations, in order. */
export function ourMigrations(): Migration[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const found = /^(\d+)_(.+)\.sql$/.exec(file)
      return found?.[1] && found[2] ? [{ version: found[1], name: found[2] }] : []
    })
}

/** Compares the target's history with ours. A version that both know under different names stops everything. */
export function compareMigrations(ours: Migration[], history: Migration[]): { missing: Migration[]; foreign: Migration[] } {
  const known = new Map(history.map((each) => [each.version, each.name]))
  const clash = ours.find(({ version, name }) => known.has(version) && known.get(version) !== '' && known.get(version) !== name)
  if (clash) {
    throw new UsageError(
      `The target's history has a migration ${clash.version} named "${known.get(clash.version)}", ours is "${clash.name}". Nothing was changed: rename ours to a free version first.`,
    )
  }
  const own = new Set(ours.map((each) => each.version))
  return { missing: ours.filter(({ version }) => !known.has(version)), foreign: history.filter(({ version }) => !own.has(version)) }
}

/** Pushes ours beside the target's own history, which is fetched into `dir` first: the CLI refuses a folder that lacks part of it. */
export async function pushMigrations(o: { dir: string; url: string; foreign: Migration[]; say: (line: string) => void }): Promise<void> {
  const target = join(o.dir, 'supabase', 'migrations')
  mkdirSync(target, { recursive: true })
  cpSync(join(root, 'supabase', 'config.toml'), join(o.dir, 'supabase', 'config.toml'))
  const remote = `--remote=${cliUrl(o.url)}`
  if (o.foreign.length > 0) await supabase(o, ['migration', 'fetch', remote])
  for (const { version, name } of ourMigrations()) cpSync(join(folder, `${version}_${name}.sql`), join(target, `${version}_${name}.sql`))
  const absent = o.foreign.find(({ version }) => !readdirSync(target).some((file) => file.startsWith(`${version}_`)))
  if (absent || !existsSync(target)) throw new Error(`The target's migration ${absent?.version} could not be fetched; nothing was pushed.`)
  await push(o, ['db', 'push', remote, '--include-all', '--skip-vault'], 10)
}

// A migration that cannot have a table of the product at once gives up, so that no write of the product queues up behind it. What is
// applied is in the history, so each try goes on where the last one stopped.
async function push(o: { dir: string; url: string; say: (line: string) => void }, args: string[], tries: number): Promise<void> {
  const result = await runSupabase(o.dir, args)
  if (result.code === 0 || tries === 1 || !result.output.includes('lock timeout')) return complain(o, args, result)
  o.say('– migrations: a table of the product is in use; once more')
  await push(o, args, tries - 1)
}

async function supabase(o: { dir: string; url: string }, args: string[]): Promise<void> {
  complain(o, args, await runSupabase(o.dir, args))
}

function complain(o: { url: string }, args: string[], result: CommandResult): void {
  if (result.code === 0) return
  const said = result.output.replaceAll(cliUrl(o.url), '<database>').replaceAll(o.url, '<database>').trim()
  throw new Error(`supabase ${args[0]} ${args[1]} failed:\n${said}`)
}
