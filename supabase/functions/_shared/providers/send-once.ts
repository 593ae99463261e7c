type Runtime = { createHttpClient?(options: { poolMaxIdlePerHost: number }): object }

/**
 * A `fetch` whose requests are sent at most once, unless they only read. Deno's client sends a request a second time, without a word, when a connection that
 * was used before closes before the answer. For what buys or imports that is a second order, and its answer hides the outcome of the
 * first. A connection of its own for each request takes the reason for it away.
 */
export function fetchOnce(): typeof fetch {
  const runtime = (globalThis as { Deno?: Runtime }).Deno
  // Not every version of the hosted runtime offers it.
  if (!runtime?.createHttpClient) return fetch
  const client = runtime.createHttpClient({ poolMaxIdlePerHost: 0 })
  return (input, init) => {
    // What only reads may be read twice, and need not wait for a new connection. Deno keeps the connections of the two clients apart.
    if (init?.method === 'GET') return fetch(input, init)
    const own: RequestInit & { client: object } = { ...init, client }
    return fetch(input, own)
  }
}

/** The same for Node's client in Deno, which closes a connection after its answer when it is told to. */
export const onceHeaders = { Connection: 'close' }
