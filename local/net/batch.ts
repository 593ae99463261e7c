import type { Client } from 'pg'
import { sendRequest, type QueuedRequest, type RecordedResponse } from './send.ts'

const batchSize = 200

/** Takes the oldest requests, sends them all at once, and writes down what came back, in one transaction. Returns how many there were. */
export async function sendBatch(client: Client, signal: AbortSignal): Promise<number> {
  if (!(await isInstalled(client))) return 0
  try {
    const begun = client.query('begin')
    const [, requests] = await Promise.all([begun, dequeue(client)])
    const responses = await Promise.all(requests.map((request) => sendRequest(request, signal)))
    if (requests.length > 0) await record(client, responses)
    await client.query('commit')
    return requests.length
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

// Asked until the answer is yes: what stands here stands between a commit and its request.
const installed = new WeakSet<Client>()

async function isInstalled(client: Client): Promise<boolean> {
  if (installed.has(client)) return true
  const { rows } = await client.query<{ found: boolean }>("select to_regclass('net.http_request_queue') is not null as found")
  if (rows[0]?.found) installed.add(client)
  return installed.has(client)
}

async function dequeue(client: Client): Promise<QueuedRequest[]> {
  const { rows } = await client.query<QueuedRequest>(
    `delete from net.http_request_queue where id in (select id from net.http_request_queue order by id limit ${batchSize})
     returning id, method, url, headers, body, timeout_milliseconds`,
  )
  return rows
}

async function record(client: Client, responses: RecordedResponse[]): Promise<void> {
  await client.query(
    `with old as (delete from net._http_response where created < now() - interval '6 hours')
     insert into net._http_response (id, status_code, content_type, headers, content, timed_out, error_msg)
     select id, status_code, content_type, headers, content, timed_out, error_msg from jsonb_populate_recordset(null::net._http_response, $1)`,
    [JSON.stringify(responses)],
  )
}
