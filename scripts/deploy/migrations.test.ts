import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../local/stack/paths.ts'
import { ourMigrations } from './migrations.ts'

// What locks a table that others write all day: foreign keys to accounts, triggers on the product's four, policies on the messages of Realtime, which
// the product's own triggers insert into.
const touchesOthers = /references auth\.users|on realtime\.messages|create trigger [^;]*\bon public\.(?:%I|profiles|subscriptions|phone_numbers|user_settings)\b/

// A wait for such a lock makes every later write wait behind it (decision 0202).
test('a migration that touches a table of others gives up after two seconds', () => {
  const texts = ourMigrations().map(({ version, name }) => ({ name, text: readFileSync(join(root, 'supabase', 'migrations', `${version}_${name}.sql`), 'utf8') }))
  // The first one makes those tables where they are absent: nobody can be waiting for them.
  const touching = texts.filter(({ name, text }) => name !== 'create_host_tables' && touchesOthers.test(text))
  expect(touching.length).toBeGreaterThanOrEqual(5)
  expect(touching.filter(({ text }) => !/^set lock_timeout = '2s';$[\s\S]*^reset lock_timeout;$/m.test(text)).map(({ name }) => name)).toEqual([])
})
