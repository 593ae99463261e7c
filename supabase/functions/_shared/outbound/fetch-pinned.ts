/** What a connection can do; a Deno.Conn is one. */
export type Connection = { read(into: Uint8Array): Promise<number | null>; write(bytes: Uint8Array): Promise<number>; close(): void }
/** Opens TLS to this very address; the certificate must be the host's. */
export type Dial = (address: string, port: number, hostname: string) => Promise<Connection>
/** A fetch that connects to none but the checked addresses; with null it looks the host up by itself. */
export type OutboundFetch = (url: string, init: RequestInit, addresses: readonly string[] | null) => Promise<Response>

declare const Deno: {
  connect(o: { hostname: string; port: number }): Promise<Connection>
  startTls(connection: Connection, o: { hostname: string; caCerts?: string[] }): Promise<Connection>
}

/** TLS by Deno: TCP to the address, then the handshake in the host's name. `caCerts` are trusted besides (tests). */
export const dialTls =
  (caCerts: string[] = []): Dial =>
  async (address, port, hostname) => {
    const tcp = await Deno.connect({ hostname: address, port })
    return await Deno.startTls(tcp, { hostname, caCerts })
  }

const mostBytes = 16_384

/**
 * Deno's own fetch looks a host up again, so that a name can lead elsewhere after its addresses were checked (DNS rebinding), and it
 * takes no address. Hence one HTTP/1.1 exchange by hand: only the status of the answer is read, no redirect is followed.
 */
export function createPinnedFetch(dial: Dial = dialTls(), plain: typeof fetch = fetch): OutboundFetch {
  return async (url, init, addresses) => (addresses === null ? plain(url, init) : untilAborted(init.signal ?? null, (opened) => exchange(dial, new URL(url), init, addresses, opened)))
}

async function exchange(dial: Dial, url: URL, init: RequestInit, addresses: readonly string[], opened: (connection: Connection) => void): Promise<Response> {
  const connection = await connect(dial, url, addresses)
  opened(connection)
  try {
    await writeAll(connection, requestOf(url, init))
    return new Response(null, { status: await readStatus(connection) })
  } finally {
    connection.close()
  }
}

/** The first address that takes the connection; nothing was sent to the others. */
async function connect(dial: Dial, url: URL, addresses: readonly string[]): Promise<Connection> {
  let last: unknown = new TypeError('There is no address to connect to.')
  for (const address of addresses) {
    try {
      return await dial(address, Number(url.port || 443), url.hostname.replace(/^\[|\]$/g, ''))
    } catch (error) {
      last = error
    }
  }
  throw last
}

function requestOf(url: URL, init: RequestInit): Uint8Array {
  const body = new TextEncoder().encode(typeof init.body === 'string' ? init.body : '')
  // Headers refuses line breaks, so that no value can write a header of its own.
  const headers = new Headers(init.headers)
  headers.set('host', url.host)
  headers.set('connection', 'close')
  headers.set('content-length', String(body.length))
  const lines = [`${init.method ?? 'GET'} ${url.pathname}${url.search} HTTP/1.1`, ...[...headers].map(([name, value]) => `${name}: ${value}`), '', '']
  const head = new TextEncoder().encode(lines.join('\r\n'))
  const bytes = new Uint8Array(head.length + body.length)
  bytes.set(head)
  bytes.set(body, head.length)
  return bytes
}

async function writeAll(connection: Connection, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length; ) sent += await connection.write(bytes.subarray(sent))
}

/** The status of the final answer; 100 and 103 come before it. */
async function readStatus(connection: Connection): Promise<number> {
  const chunk = new Uint8Array(2048)
  const decoder = new TextDecoder()
  let text = ''
  while (text.length < mostBytes) {
    const status = finalStatus(text)
    if (status !== null) return status
    const count = await connection.read(chunk)
    if (count === null) break
    text += decoder.decode(chunk.subarray(0, count), { stream: true })
  }
  const status = finalStatus(text)
  if (status === null) throw new TypeError('The answer is no HTTP.')
  return status
}

function finalStatus(text: string): number | null {
  for (let rest = text; ; ) {
    const match = /^HTTP\/1\.[01] ([1-5]\d\d)[ \r][^\n]*\n/.exec(rest)
    if (!match) return null
    if (!match[1]?.startsWith('1')) return Number(match[1])
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) return null
    rest = rest.slice(end + 4)
  }
}

/** Ends with the signal, whatever the connection is doing. */
async function untilAborted(signal: AbortSignal | null, work: (opened: (connection: Connection) => void) => Promise<Response>): Promise<Response> {
  if (!signal) return work(() => undefined)
  let connection: Connection | null = null
  let tell: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => (tell = () => reject(signal.reason)))
  signal.addEventListener('abort', tell, { once: true })
  if (signal.aborted) tell()
  const working = work((opened) => {
    connection = opened
    if (signal.aborted) close(opened)
  })
  try {
    return await Promise.race([working, aborted])
  } catch (error) {
    if (connection) close(connection)
    working.catch(() => undefined)
    throw error
  } finally {
    signal.removeEventListener('abort', tell)
  }
}

// It may have closed by itself meanwhile.
function close(connection: Connection): void {
  try {
    connection.close()
  } catch {
    return
  }
}
