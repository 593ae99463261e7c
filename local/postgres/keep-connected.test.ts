import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../free-port.ts'
import { keepConnected, type Connection } from './keep-connected.ts'
import { temporaryDatabase, type TemporaryDatabase } from './testing/temporary-database.ts'

const soon = { timeout: 20_000 }

let db: TemporaryDatabase
beforeAll(async () => {
  db = await temporaryDatabase()
})
afterAll(() => db.remove())

const one = async (client: Client): Promise<number> => (await client.query<{ n: number }>('select 1 as n')).rows[0]?.n ?? 0

async function open(): Promise<{ connection: Connection; told: string[] }> {
  const told: string[] = []
  const connection = await keepConnected({
    url: db.database.adminUrl,
    name: 'test',
    log: (line) => void told.push(line),
    channels: ['news'],
    onNotify: (channel, payload) => void told.push(`${channel}: ${payload}`),
    onConnected: () => void told.push('connected'),
    onLost: () => void told.push('lost'),
  })
  return { connection, told }
}

describe('a connection that is kept', () => {
  it('hears what is notified, and comes back by itself after a crash', async () => {
    const { connection, told } = await open()
    await db.run(`notify news, 'one'`)
    await expect.poll(() => told, soon).toEqual(['connected', 'news: one'])
    await db.database.crash()
    await expect.poll(() => told.at(-1), soon).toBe('lost')
    const waiting = connection.use(one)
    await db.database.restart()
    expect(await waiting).toBe(1)
    await db.run(`notify news, 'two'`)
    await expect.poll(() => told, soon).toEqual(['connected', 'news: one', 'lost', 'connected', 'news: two'])
    await connection.stop()
  })

  it('lets one work follow the other, also after one that failed', async () => {
    const { connection } = await open()
    const failing = connection.use((client) => client.query('select 1 / 0'))
    const next = connection.use(one)
    await expect(failing).rejects.toThrow('division by zero')
    expect(await next).toBe(1)
    await connection.stop()
  })

  it('stops during an outage, and says so to who waits', async () => {
    const { connection, told } = await open()
    await db.database.crash()
    await expect.poll(() => told.at(-1), soon).toBe('lost')
    const waiting = expect(connection.use(one)).rejects.toThrow('test was stopped')
    await connection.stop()
    await waiting
    await db.database.restart()
    expect(await db.admin(`select count(*)::int as n from pg_stat_activity where application_name = 'test'`)).toEqual([{ n: 0 }])
  })

  it('must succeed the first time', async () => {
    const url = db.database.adminUrl.replace(`:${db.database.port}/`, `:${await freePort()}/`)
    await expect(keepConnected({ url, name: 'test', log: () => undefined, channels: [], onNotify: () => undefined })).rejects.toThrow('ECONNREFUSED')
  })
})
