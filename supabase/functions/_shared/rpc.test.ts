import assert from 'node:assert/strict'
import { ConnectionLog } from './connection-log.ts'
import { callRpc, type RpcClient } from './rpc.ts'

type Answer = { data: unknown; error: { code: string; message: string } | null; status: number }
const fine: Answer = { data: 'fine', error: null, status: 200 }
const away: Answer = { data: null, error: { code: '', message: 'fetch failed' }, status: 0 }

/** Answers the calls in order, and notes them. */
function world(...answers: Answer[]): { client: RpcClient; calls: [string, Record<string, unknown>][]; log: ConnectionLog } {
  const calls: [string, Record<string, unknown>][] = []
  const rpc = (name: string, args: object): Promise<Answer> => {
    calls.push([name, Object.fromEntries(Object.entries(args))])
    return Promise.resolve(answers.shift() ?? fine)
  }
  return { client: { rpc }, calls, log: new ConnectionLog(() => new Date('2026-11-25T12:00:00Z')) }
}

let clock = 0
const patience = { forMs: 10_000, sleep: (ms: number): Promise<void> => Promise.resolve(void (clock += ms)), now: () => clock }

Deno.test('failures are counted and reported once, after the next success', async () => {
  const { client, calls, log } = world(away, away, fine)
  assert.equal(await callRpc(client, 'finish', {}, patience, log), 'fine')
  assert.equal(await callRpc(client, 'finish', {}, patience, log), 'fine')
  assert.deepEqual(calls.map(([name]) => name), ['finish', 'finish', 'finish', 'report_connection_failures', 'finish'])
  assert.equal(calls[3]?.[1]['p_failures'], 2)
})

Deno.test('a report that fails is kept, and disturbs nobody', async () => {
  const { client, calls, log } = world(away, fine, away, fine, fine)
  assert.equal(await callRpc(client, 'finish', {}, patience, log), 'fine')
  await callRpc(client, 'finish', {}, patience, log)
  assert.equal(calls.filter(([name]) => name === 'report_connection_failures').length, 2)
  assert.equal(calls.at(-1)?.[1]['p_failures'], 1)
})

Deno.test('a refusal is no failed connection', async () => {
  const { client, calls, log } = world({ data: null, error: { code: 'PT409', message: 'No.' }, status: 409 })
  await assert.rejects(callRpc(client, 'claim', {}, null, log), /No\./)
  await callRpc(client, 'claim', {}, null, log)
  assert.deepEqual(calls.map(([name]) => name), ['claim', 'claim'])
})
