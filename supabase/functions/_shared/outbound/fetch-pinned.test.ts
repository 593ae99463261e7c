import assert from 'node:assert/strict'
import { createPinnedFetch, dialTls, type Connection, type Dial } from './fetch-pinned.ts'

// Of a receiver that exists in this file alone: receiver.example.com, signed by itself.
const cert = `-----BEGIN CERTIFICATE-----
MIIBtDCCAVmgAwIBAgIUYw4YThR9UDU7KqEs2xzWXYKIW8UwCgYIKoZIzj0EAwIw
HzEdMBsGA1UEAwwUcmVjZWl2ZXIuZXhhbXBsZS5jb20wIBcNMjYxMTI2MDAwNjA0
WhgPMjEyNjExMDIwMDA2MDRaMB8xHTAbBgNVBAMMFHJlY2VpdmVyLmV4YW1wbGUu
Y29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEnX7enF6wlV5isSaKylvljgh9
wtKxYx2axylD4Q1Cu3sdTn6tArx7lUvsSrjffonU+LalZ0+hSv7SSFPupQasw6Nx
MG8wHQYDVR0OBBYEFAFUNGcGd15WS03NJJaeX5pGO5ckMB8GA1UdIwQYMBaAFAFU
NGcGd15WS03NJJaeX5pGO5ckMB8GA1UdEQQYMBaCFHJlY2VpdmVyLmV4YW1wbGUu
Y29tMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSQAwRgIhAKQuvG9uO7Luqarl
cL2K4XdlB0vCDDUgBDhm1IofsCf5AiEA55E8zcfzE69K1cImCxNwKp3xxy22bOr7
m5QAOOmzXJw=
-----END CERTIFICATE-----`
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgCtOFaJwfdNLuMwtw
iYhDTJlxzQa7g8nHffk6v5xX8UmhRANCAASdft6cXrCVXmKxJorKW+WOCH3C0rFj
HZrHKUPhDUK7ex1Ofq0CvHuVS+xKuN9+idT4tqVnT6FK/tJIU+6lBqzD
-----END PRIVATE KEY-----`

type Listener = { addr: { port: number }; accept(): Promise<Connection>; close(): void }
declare const Deno: {
  test(name: string, run: () => Promise<void>): void
  listenTls(o: { hostname: string; port: number; cert: string; key: string }): Listener
}

const post: RequestInit = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":1}' }

/** A receiver that gives this answer to one request, and what it was asked. */
async function withReceiver(answer: string, test: (port: number, asked: Promise<string>) => Promise<void>): Promise<void> {
  const listener = Deno.listenTls({ hostname: '127.0.0.1', port: 0, cert, key })
  const asked = answerOne(listener, answer).catch((error: unknown) => `refused: ${String(error)}`)
  try {
    await test(listener.addr.port, asked)
  } finally {
    await asked
    listener.close()
  }
}

async function answerOne(listener: Listener, answer: string): Promise<string> {
  const connection = await listener.accept()
  try {
    const chunk = new Uint8Array(4096)
    let text = ''
    while (!text.endsWith('{"a":1}')) {
      const count = await connection.read(chunk)
      if (count === null) break
      text += new TextDecoder().decode(chunk.subarray(0, count))
    }
    await connection.write(new TextEncoder().encode(answer))
    return text
  } finally {
    connection.close()
  }
}

Deno.test('the post goes to the checked address, in the name of the host, which nobody looks up again', async () => {
  // The name leads nowhere, or elsewhere by now: only the address is asked.
  await withReceiver('HTTP/1.1 204 No Content\r\n\r\n', async (port, asked) => {
    const answer = await createPinnedFetch(dialTls([cert]))(`https://receiver.example.com:${port}/hook?x=1`, post, ['127.0.0.1'])
    assert.equal(answer.status, 204)
    const [head, body] = (await asked).split('\r\n\r\n')
    assert.equal(head?.split('\r\n')[0], 'POST /hook?x=1 HTTP/1.1')
    assert.match(head ?? '', new RegExp(`host: receiver.example.com:${port}`))
    assert.match(head ?? '', /content-length: 7/)
    assert.equal(body, '{"a":1}')
  })
})

Deno.test('whoever sits at the address without the certificate of the host gets nothing', async () => {
  // Trusted, but another host's; and the right host's, but signed by nobody we trust.
  for (const [dial, host] of [[dialTls([cert]), 'other.example.com'], [dialTls(), 'receiver.example.com']] as const) {
    await withReceiver('HTTP/1.1 200 OK\r\n\r\n', async (port, asked) => {
      await assert.rejects(createPinnedFetch(dial)(`https://${host}:${port}/`, post, ['127.0.0.1']))
      assert.doesNotMatch(await asked, /POST/)
    })
  }
})

/** A connection that answers in these pieces; null never answers. */
function scripted(pieces: (string | null)[]): { dial: Dial; dialled: string[]; sent: () => string; closed: () => number } {
  const dialled: string[] = []
  let sent = ''
  let closed = 0
  const connection: Connection = {
    read: (into) => {
      const piece = pieces.shift()
      if (piece === null) return new Promise(() => undefined)
      if (piece === undefined) return Promise.resolve(null)
      const bytes = new TextEncoder().encode(piece)
      into.set(bytes)
      return Promise.resolve(bytes.length)
    },
    // A few bytes at a time, as a full buffer would take them.
    write: (bytes) => {
      const taken = bytes.subarray(0, 50)
      sent += new TextDecoder().decode(taken)
      return Promise.resolve(taken.length)
    },
    close: () => void (closed += 1),
  }
  const dial: Dial = (address) => {
    dialled.push(address)
    return address === 'dead' ? Promise.reject(new TypeError('refused')) : Promise.resolve(connection)
  }
  return { dial, dialled, sent: () => sent, closed: () => closed }
}

Deno.test('an address that does not take the connection is followed by the next', async () => {
  const world = scripted(['HTTP/1.1 200 OK\r\n\r\n'])
  assert.equal((await createPinnedFetch(world.dial)('https://a.example/', post, ['dead', '93.184.216.34', '1.1.1.1'])).status, 200)
  assert.deepEqual(world.dialled, ['dead', '93.184.216.34'])
  assert.match(world.sent(), /\{"a":1\}$/)
  assert.equal(world.closed(), 1)
})

const answers: Record<string, [(string | null)[], number | null]> = {
  'in pieces': [['HTT', 'P/1.1 20', '0 OK', '\r\n'], 200],
  'after an early hint': [['HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 201 Created\r\n'], 201],
  'a redirect': [['HTTP/1.1 307 Temporary Redirect\r\nlocation: http://169.254.169.254/\r\n\r\n'], 307],
  'no HTTP': [['SSH-2.0-x\r\n'], null],
  'nothing': [[], null],
  'a line without an end': [[...Array.from({ length: 20 }, () => 'x'.repeat(2000))], null],
}
for (const [what, [pieces, status]] of Object.entries(answers)) {
  Deno.test(`an answer: ${what}`, async () => {
    const world = scripted([...pieces])
    const asked = createPinnedFetch(world.dial)('https://a.example/', post, ['93.184.216.34'])
    if (status === null) await assert.rejects(asked, TypeError)
    else assert.equal((await asked).status, status)
    assert.equal(world.closed(), 1)
  })
}

Deno.test('silence ends with the signal, and the connection with it', async () => {
  const world = scripted([null])
  const asked = createPinnedFetch(world.dial)('https://a.example/', { ...post, signal: AbortSignal.timeout(20) }, ['93.184.216.34'])
  await assert.rejects(asked, (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError')
  assert.equal(world.closed(), 1)
})

Deno.test('a header cannot write another one', async () => {
  const world = scripted(['HTTP/1.1 200 OK\r\n\r\n'])
  await assert.rejects(createPinnedFetch(world.dial)('https://a.example/', { ...post, headers: { 'webhook-id': 'x\r\nevil: 1' } }, ['93.184.216.34']), TypeError)
  assert.equal(world.sent(), '')
})
