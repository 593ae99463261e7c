import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Query, type Client } from 'pg'
import { withClient } from '../../local/stack/connect.ts'
import { root } from '../../local/stack/paths.ts'
import type { Context, Counts, Suite } from './suite.ts'
import { countTap } from './tap.ts'

const folder = join(root, 'supabase', 'tests', 'database')

async function run(context: Context): Promise<Counts> {
  const { url } = await context.database()
  await withClient(url, (client) => client.query('create extension if not exists pgtap with schema extensions'))
  const total = { passed: 0, failed: 0 }
  for (const file of testFiles()) {
    const lines = await runFile(url, file)
    const counts = countTap(lines)
    total.passed += counts.passed
    total.failed += counts.failed
    const name = relative(folder, file).replace(/\.test\.sql$/, '')
    if (counts.failed === 0) context.log(`ok     ${name} (${counts.passed})`)
    else context.tell([`FAILED ${name} (${counts.passed})`, ...lines.filter((line) => !line.startsWith('ok '))].join('\n    '))
  }
  return total
}

function testFiles(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.sql'))
    .toSorted()
    .map((name) => join(folder, name))
}

// Every file brings its own `begin` and `rollback`; a connection of its own keeps settings apart.
function runFile(url: string, file: string): Promise<string[]> {
  return withClient(url, (client) => collectRows(client, readFileSync(file, 'utf8')))
}

function collectRows(client: Client, text: string): Promise<string[]> {
  return new Promise((resolve) => {
    const lines: string[] = []
    const query = new Query<Record<string, unknown>>(text)
    query.on('row', (row) => {
      for (const value of Object.values(row)) if (typeof value === 'string') lines.push(...value.split('\n'))
    })
    query.on('error', (error) => resolve([...lines, `not ok - the file stopped: ${error.message}`]))
    query.on('end', () => resolve(lines))
    client.query(query)
  })
}

/** The database tests of supabase/tests/database against a fresh database; counts asserts. */
export const pgtap: Suite = { name: 'pgtap', run }
