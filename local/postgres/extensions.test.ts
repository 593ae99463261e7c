import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryDatabase, type TemporaryDatabase } from './testing/temporary-database.ts'

let db: TemporaryDatabase
beforeAll(async () => {
  db = await temporaryDatabase()
})
afterAll(() => db.remove())

describe('create extension, by postgres in an unmodified migration', () => {
  it.each([
    ['pg_net with schema extensions', 'net'],
    ['pg_cron', 'cron'],
    ['pg_trgm with schema extensions', 'extensions'],
    ['pgcrypto with schema extensions', 'extensions'],
    ['supabase_vault', 'vault'],
    ['pgtap with schema extensions', 'extensions'],
  ])('%s works, twice too', async (extension, schema) => {
    await db.run(`create extension if not exists ${extension}`)
    await db.run(`create extension if not exists ${extension}`)
    expect(await db.run('select 1 as found from pg_namespace where nspname = $1', [schema])).toEqual([{ found: 1 }])
  })

  it('pgTAP runs a test', async () => {
    expect(await db.run('begin; select plan(1); select ok(true) as result')).toEqual([{ result: 'ok 1' }])
  })
})

describe('Vault', () => {
  const secretOf = async (name: string) => (await db.run<{ decrypted_secret: string }>('select decrypted_secret from vault.decrypted_secrets where name = $1', [name]))[0]?.decrypted_secret

  it('gives back what was stored', async () => {
    const [row] = await db.run<{ id: string }>(`select vault.create_secret('twilio-token-7', 'token', 'Twilio') as id`)
    expect(row?.id).toMatch(/^[0-9a-f-]{36}$/)
    expect(await secretOf('token')).toBe('twilio-token-7')
  })

  it('changes a secret and keeps what is not given', async () => {
    await db.run(`select vault.update_secret(id, 'twilio-token-8') from vault.secrets where name = 'token'`)
    expect(await secretOf('token')).toBe('twilio-token-8')
    await db.run(`select vault.update_secret(id, new_description => 'new words') from vault.secrets where name = 'token'`)
    expect(await db.run(`select description, decrypted_secret from vault.decrypted_secrets where name = 'token'`)).toEqual([
      { description: 'new words', decrypted_secret: 'twilio-token-8' },
    ])
  })

  it('refuses a second secret of the same name', async () => {
    await expect(db.run(`select vault.create_secret('x', 'token')`)).rejects.toMatchObject({ code: '23505' })
  })

  it('holds it encrypted: not in the table, not in any file of the database', async () => {
    const [stored] = await db.run<{ secret: string }>(`select secret from vault.secrets where name = 'token'`)
    expect(stored?.secret).not.toContain('twilio-token')
    await db.admin('checkpoint')
    const folders = ['base', 'pg_wal'].map((name) => join(db.dir, name))
    const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()))
    expect(files.length).toBeGreaterThan(100)
    for (const file of files) {
      const path = join(file.parentPath, file.name)
      if (existsSync(path)) expect(readFileSync(path).includes('twilio-token-8'), path).toBe(false)
    }
  })

  it('opens to postgres and to the service role as hosted, to nobody else', async () => {
    const as = (role: string, sql: string) => db.run(`begin; set local role ${role}; ${sql}; commit`)
    await as('service_role', 'select decrypted_secret from vault.decrypted_secrets')
    for (const role of ['anon', 'authenticated']) {
      await expect(as(role, 'select decrypted_secret from vault.decrypted_secrets'), role).rejects.toMatchObject({ code: '42501' })
      await expect(as(role, `select vault.create_secret('x')`), role).rejects.toMatchObject({ code: '42501' })
    }
    await expect(db.run('select vault._key()')).rejects.toMatchObject({ code: '42501' })
    await expect(db.run(`insert into vault.secrets (secret) values ('x')`)).rejects.toMatchObject({ code: '42501' })
  })
})
