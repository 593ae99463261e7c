import type { Pool } from 'pg'
import type { Claims } from './claims.ts'

/** Whether RLS on realtime.messages lets these claims read a topic: a probe row, looked at as that role, rolled back. */
export async function mayRead(pool: Pool, topic: string, claims: Claims): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const probe = await client.query<{ id: string }>(
      `insert into realtime.messages (topic, extension, private) values ($1, 'broadcast', true) returning id`,
      [topic],
    )
    await client.query(`select set_config('role', $1, true), set_config('realtime.topic', $2, true), set_config('request.jwt.claims', $3, true),
      set_config('request.jwt.claim.sub', $4, true), set_config('request.jwt.claim.role', $1, true)`, [
      claims.role,
      topic,
      JSON.stringify(claims.all),
      typeof claims.all['sub'] === 'string' ? claims.all['sub'] : '',
    ])
    const seen = await client.query('select 1 from realtime.messages where id = $1', [probe.rows[0]?.id])
    return (seen.rowCount ?? 0) > 0
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}
