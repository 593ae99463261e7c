import { readFileSync } from 'node:fs'
import { withClient } from '../stack/connect.ts'

/** Gives the demo two days of runs, once. Resolves with how many customers they are about. */
export async function seedHistory(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rowCount } = await client.query(`select 1 from public.phone_provision_logs where reason = 'Demo history' limit 1`)
    if (rowCount !== 0) return 0
    await client.query('begin')
    await client.query(readFileSync(new URL('history.sql', import.meta.url), 'utf8'))
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from history')
    await client.query('commit')
    return rows[0]?.n ?? 0
  })
}
