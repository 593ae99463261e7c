import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import twilio from 'twilio'
import { fetchOnce, onceHeaders } from './send-once.ts'

// Answers `/ok`, and closes the connection of everything else after having read it.
async function startServer(): Promise<{ url: string; received(): number; server: Server }> {
  let received = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      received += 1
      if (request.url === '/ok') response.end('{}')
      else setTimeout(() => request.socket.destroy(), 10)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received: () => received, server }
}

type Send = (url: string) => Promise<unknown>

async function countAfterLostAnswers(send: Send): Promise<number> {
  const { url, received, server } = await startServer()
  try {
    for (let round = 0; round < 3; round++) {
      await send(`${url}/ok`)
      await assert.rejects(send(`${url}/buy`))
    }
    return received()
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

Deno.test({
  name: 'a request of the Twilio SDK whose answer is lost is sent once',
  sanitizeResources: false,
  sanitizeOps: false,
  fn: async () => {
    const client = new twilio.RequestClient({ timeout: 3000 })
    const sent = await countAfterLostAnswers((uri) => client.request({ method: 'post', uri, data: { a: '1' }, headers: { ...onceHeaders } }))
    assert.equal(sent, 6)
  },
})

Deno.test({
  name: 'a request of fetch whose answer is lost is sent once',
  sanitizeResources: false,
  sanitizeOps: false,
  fn: async () => {
    const once = fetchOnce()
    const sent = await countAfterLostAnswers(async (url) => (await once(url, { method: 'POST', body: '{"a":1}' })).text())
    assert.equal(sent, 6)
  },
})
