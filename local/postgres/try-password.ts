import { Client, DatabaseError } from 'pg'

const wrongPassword = '28P01'

/** Connects once, so that data made with another password is told apart from everything else. */
export async function tryPassword(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 60_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== wrongPassword) throw error
    throw new Error('The data directory was made with another password. Give that one, or remove the data to start afresh.', { cause: error })
  } finally {
    await client.end().catch(() => undefined)
  }
}
