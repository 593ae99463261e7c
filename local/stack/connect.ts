import { Client, type ClientConfig } from 'pg'

/** Opens one connection, hands it over, and closes it whatever happens. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, ...tlsFor(new URL(url)) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A database on this machine has no TLS. */
export function isOnThisMachine(url: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
}

/**
 * Over a network everything is encrypted, the providers' keys in Vault above all: by itself the client would speak in clear, and a hosted
 * project lets it. The certificate is not judged, since Supabase signs with an authority of its own; who has that file says so in the URL
 * (`?sslmode=verify-full&sslrootcert=prod-ca.crt`), whose word counts before ours.
 */
function tlsFor(url: URL): Pick<ClientConfig, 'ssl'> {
  const said = url.searchParams.has('sslmode') || url.searchParams.has('ssl') || process.env['PGSSLMODE'] !== undefined
  return said || isOnThisMachine(url) ? {} : { ssl: { rejectUnauthorized: false } }
}
