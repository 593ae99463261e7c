import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../local/stack/paths.ts'

const folder = join(root, 'supabase', 'migrations')
const host = ['profiles', 'subscriptions', 'phone_numbers', 'user_settings']

/** What the migrations of this folder make, read from their text, so that no list goes stale. */
export function wantedObjects(): { tables: string[]; functions: string[]; cronJobs: string[]; triggers: { name: string; table: string }[] } {
  const text = readdirSync(folder).filter((name) => name.endsWith('.sql')).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match.slice(1).map((part) => part ?? ''))
  return {
    tables: unique(all(/^create table public\.(\w+)/gm).flat()).filter((name) => !host.includes(name)),
    functions: unique(all(/^create (?:or replace )?function ((?:public|private)\.\w+)/gm).flat()),
    cronJobs: unique(all(/cron\.schedule\('([^']+)'/g).flat()),
    triggers: all(/^create trigger (\w+)[\s\S]*?\son public\.(\w+)/gm).flatMap(([name, table]) => (name && table && host.includes(table) ? [{ name, table }] : [])),
  }
}

function unique(names: string[]): string[] {
  return [...new Set(names)]
}
