import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../free-port.ts'
import type { Part } from '../part.ts'
import { temporaryDatabase, type TemporaryDatabase } from '../postgres/testing/temporary-database.ts'
import { startReceiver } from './testing/receiver.ts'
import { startNetWorker } from './worker.ts'

const soon = { timeout: 20_000 }

let db: TemporaryDatabase
let receiver: Awaited<ReturnType<typeof startReceiver>>
let worker: Part

beforeAll(async () => {
  db = await temporaryDatabase(['pg_net'])
  receiver = await startReceiver()
  worker = await startNetWorker({ adminUrl: db.database.adminUrl, log: db.options.log })
})
afterAll(async () => {
  receiver.release()
  await worker.stop()
  await receiver.close()
  await db.remove()
})
beforeEach(async () => {
  receiver.received.length = 0
  await db.run('delete from net._http_response')
})
afterEach(() => receiver.release())

type Response = { id: string; status_code: number | null; content: string | null; content_type: string | null; timed_out: boolean | null; error_msg: string | null }

const post = async (path: string, more = ''): Promise<string> => {
  const [row] = await db.run<{ id: string }>(`select net.http_post($1 ${more}) as id`, [receiver.url + path])
  return row?.id ?? ''
}
const responses = () => db.run<Response>('select * from net._http_response order by id')
const queued = async () => (await db.run<{ n: number }>('select count(*)::int as n from net.http_request_queue'))[0]?.n
const paths = () => receiver.received.map((request) => request.path)
const answered = async (n: number): Promise<Response[]> => {
  await expect.poll(async () => (await responses()).length, soon).toBe(n)
  return responses()
}

async function withSession<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: db.database.url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

describe('what net.http_post queues', () => {
  it('lies in unlogged tables with the columns of the real ones', async () => {
    const tables = await db.run(`select relname as name, relpersistence as kept from pg_class where relnamespace = 'net'::regnamespace and relkind = 'r' order by 1`)
    expect(tables).toEqual([
      { name: '_http_response', kept: 'u' },
      { name: 'http_request_queue', kept: 'u' },
    ])
  })

  it('is sent as JSON with its parameters, and answered by a row with the same id', async () => {
    const id = await post('/ok', `, body => '{"a":1}', params => '{"q":"a b&c","n":"é"}'`)
    const [response] = await answered(1)
    expect(response).toMatchObject({ id, status_code: 200, content: '{"ok":true}', content_type: 'application/json; charset=utf-8', timed_out: false, error_msg: null })
    expect(receiver.received[0]).toMatchObject({ method: 'POST', body: '{"a": 1}', headers: { 'content-type': 'application/json', 'user-agent': 'pg_net/0.20.4' } })
    expect(Object.fromEntries(new URL(paths()[0] ?? '', receiver.url).searchParams)).toEqual({ q: 'a b&c', n: 'é' })
  })

  it('must be of the exact content type, or the transaction fails', async () => {
    const wrong = `, headers => '{"content-type":"application/json; charset=utf-8"}'`
    await expect(post('/ok', wrong)).rejects.toThrow('Content-Type header must be "application/json"')
    await post('/ok', `, headers => '{"x-key":"abc"}'`)
    await answered(1)
    expect(receiver.received[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'x-key': 'abc' })
  })

  it('waits 5 s unless told otherwise', async () => {
    const [row] = await db.run(`begin; select net.http_post('http://127.0.0.1:1'); select timeout_milliseconds from net.http_request_queue`)
    expect(row).toEqual({ timeout_milliseconds: 5000 })
  })

  it('goes out for GET and DELETE too, and follows redirects', async () => {
    await db.run(`select net.http_get($1)`, [`${receiver.url}/moved`])
    await answered(1)
    await db.run(`select net.http_delete($1)`, [`${receiver.url}/ok`])
    await answered(2)
    expect(receiver.received.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /moved', 'GET /ok', 'DELETE /ok'])
  })
})

describe('a request and its transaction', () => {
  it('is sent after the commit, not before', async () => {
    await withSession(async (client) => {
      await client.query('begin')
      await client.query('select net.http_post($1)', [`${receiver.url}/early`])
      // A later request of another transaction overtakes it, so the worker was awake meanwhile.
      await post('/other')
      await answered(1)
      expect(paths()).toEqual(['/other'])
      await client.query('commit')
    })
    await answered(2)
    expect(paths()).toEqual(['/other', '/early'])
  })

  it('is never sent after a rollback', async () => {
    await db.run(`begin; select net.http_post('${receiver.url}/undone'); rollback`)
    await post('/after')
    await answered(1)
    expect(paths()).toEqual(['/after'])
  })
})

describe('batches', () => {
  it('take 200 requests, and the next one waits for the last answer of this one', async () => {
    await db.run(`select net.http_post($1 || case when n = 1 then '/held' else '/ok' end, timeout_milliseconds => 60000) from generate_series(1, 250) n`, [receiver.url])
    await expect.poll(() => receiver.received.length, soon).toBe(200)
    await expect.poll(() => receiver.holding(), soon).toBe(1)
    // 199 are answered, yet nothing of the batch is visible, and nothing else was taken.
    expect(await responses()).toEqual([])
    expect(await queued()).toBe(250)
    receiver.release()
    await answered(250)
    expect(receiver.received.length).toBe(250)
    expect(await queued()).toBe(0)
  })
})

describe('what goes wrong', () => {
  it('is a timeout with its words, which does not stop the callee', async () => {
    await post('/never', ', timeout_milliseconds => 50')
    const [response] = await answered(1)
    expect(response).toMatchObject({ status_code: null, timed_out: true, error_msg: expect.stringMatching(/^Timeout of 50 ms reached/) })
    expect(paths()).toEqual(['/never'])
  })

  it('is written down and not tried again', async () => {
    await db.run('select net.http_post($1)', [`http://127.0.0.1:${await freePort()}`])
    await answered(1)
    await post('/drop')
    await answered(2)
    await post('/broken')
    const [refused, dropped, broken] = await answered(3)
    expect(refused).toMatchObject({ status_code: null, timed_out: false, error_msg: "Couldn't connect to server" })
    expect(dropped).toMatchObject({ status_code: null, timed_out: false, error_msg: 'Server returned nothing (no headers, no data)' })
    expect(broken).toMatchObject({ status_code: 500, content: 'broken', error_msg: null })
    await post('/next')
    await answered(4)
    expect(paths()).toEqual(['/drop', '/broken', '/next'])
  })

  it('keeps no other request of the batch from its answer', async () => {
    await db.run(
      `select net.http_post(url, timeout_milliseconds => timeout) from (values ('http://no host', 1000), ($1 || '/zero', 1000), ($1 || '/empty', 1000), ($1 || '/ok', 0)) v(url, timeout)`,
      [receiver.url],
    )
    const [invalid, zero, empty, zeroTimeout] = await answered(4)
    expect(invalid).toMatchObject({ status_code: null, timed_out: false, error_msg: expect.any(String) })
    expect(zero).toMatchObject({ status_code: 200, content: 'before' })
    expect(empty).toMatchObject({ status_code: 204, content: null })
    expect(zeroTimeout).toMatchObject({ status_code: null, error_msg: 'timeout_milliseconds must be at least 1, got 0' })
  })
})

describe('the end of the server', () => {
  it('keeps the queue when it is clean; the worker then sends what was kept', async () => {
    await worker.stop()
    await post('/kept')
    await db.database.restart()
    worker = await startNetWorker({ adminUrl: db.database.adminUrl, log: db.options.log })
    await answered(1)
    expect(paths()).toEqual(['/kept'])
  })

  it('loses the queue in a crash, while the business row stays; a running worker comes back by itself', async () => {
    await db.run('create table business (id int)')
    await post('/held', ', timeout_milliseconds => 60000')
    await expect.poll(() => receiver.holding(), soon).toBe(1)
    await db.run(`begin; insert into business values (1); select net.http_post('${receiver.url}/lost'); commit`)
    await db.database.crash()
    receiver.release()
    await db.database.restart()
    expect(await db.run('select id from business')).toEqual([{ id: 1 }])
    expect(await queued()).toBe(0)
    await post('/after-crash')
    await answered(1)
    expect(paths()).toEqual(['/held', '/after-crash'])
  })

  it('that a running worker lives through keeps what was queued behind a batch', async () => {
    await post('/held', ', timeout_milliseconds => 60000')
    await expect.poll(() => receiver.holding(), soon).toBe(1)
    await post('/behind')
    await db.database.restart()
    receiver.release()
    await expect.poll(() => paths().includes('/behind'), soon).toBe(true)
    // The answer of the first could not be written down, so it was sent again: the receiver must be idempotent.
    await expect.poll(() => paths().filter((path) => path === '/held').length, soon).toBe(2)
    receiver.release()
    await answered(2)
  })
})

describe('stopping', () => {
  it('lets the running batch be written down', async () => {
    await post('/held', ', timeout_milliseconds => 60000')
    await expect.poll(() => receiver.holding(), soon).toBe(1)
    const stopped = worker.stop()
    receiver.release()
    await stopped
    expect(await responses()).toMatchObject([{ status_code: 200, content: 'late' }])
    worker = await startNetWorker({ adminUrl: db.database.adminUrl, log: db.options.log })
  })
})
