import type { Client } from 'pg'
import type { Log } from '../log.ts'
import type { Part } from '../part.ts'
import { keepConnected } from '../postgres/keep-connected.ts'
import { sendRequest, type QueuedRequest, type RecordedResponse } from './send.ts'

const batchSize = 200

/**
 * The worker of pg_net: woken when a transaction with a request commits, sends a batch all at once, and takes the next one only when
 * the last answer of this one is in. Queue row and response are one transaction. No retry and no polling.
 */
export async function startNetWorker(o: { adminUrl: string; log: Log }): Promise<Part> {
  const wake = new Bell()
  const connection = await keepConnected({
    url: o.adminUrl,
    name: 'pg_net',
    log: o.log,
    channels: ['pg_net_wake'],
    onNotify: () => wake.ring(),
    // Whatever a clean restart kept is drained once the server is back.
    onConnected: () => wake.ring(),
  })
  let stopped = false
  const loop = (async () => {
    while (!stopped) {
      await wake.heard()
      if (stopped) return
      await connection.use(drain).catch((error: unknown) => o.log(`pg_net: ${error instanceof Error ? error.message : String(error)}`))
    }
  })()
  return {
    name: 'pg_net',
    stop: async () => {
      stopped = true
      wake.ring()
      await connection.stop()
      await loop
    },
  }
}

async function drain(client: Client): Promise<void> {
  while ((await sendBatch(client)) > 0);
}

async function sendBatch(client: Client): Promise<number> {
  const installed = await client.query<{ found: boolean }>("select to_regclass('net.http_request_queue') is not null as found")
  if (!installed.rows[0]?.found) return 0
  await client.query('begin')
  try {
    const { rows } = await client.query<QueuedRequest>(
      `delete from net.http_request_queue where id in (select id from net.http_request_queue order by id limit ${batchSize})
       returning id, method, url, headers, body, timeout_milliseconds`,
    )
    const responses = await Promise.all(rows.map(sendRequest))
    for (const response of responses) await record(client, response)
    await client.query(`delete from net._http_response where created < now() - interval '6 hours'`)
    await client.query('commit')
    return rows.length
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

async function record(client: Client, r: RecordedResponse): Promise<void> {
  await client.query(
    'insert into net._http_response (id, status_code, content_type, headers, content, timed_out, error_msg) values ($1, $2, $3, $4, $5, $6, $7)',
    [r.id, r.status_code, r.content_type, r.headers, r.content, r.timed_out, r.error_msg],
  )
}

/** Rings are remembered until heard, and many are one. */
class Bell {
  #rung = false
  #hear: (() => void) | null = null

  ring(): void {
    this.#rung = true
    this.#hear?.()
  }

  async heard(): Promise<void> {
    if (!this.#rung) await new Promise<void>((resolve) => (this.#hear = resolve))
    this.#hear = null
    this.#rung = false
  }
}
