import { DatabaseError, type Pool } from 'pg'
import { httpStatus } from '../../local/api/postgrest-status.ts'

export type Answer = { status: number; headers?: Record<string, string>; body: string }

/** Calls a function as the service role, as the Data API does. */
export async function callFunction(pool: Pool, name: string, args: Record<string, unknown>): Promise<Answer> {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`no function is called ${name}`)
  const names = Object.keys(args)
  const given = names.map((each, index) => `${each} => $${index + 1}`).join(', ')
  const values = Object.values(args).map((value) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value))
  const client = await pool.connect()
  try {
    await client.query(`begin; set local role service_role; set local request.jwt.claims = '{"role": "service_role"}'`)
    const { rows } = await client.query<{ answer: unknown }>(`select to_json(public.${name}(${given})) as answer`, values)
    await client.query('commit')
    return { status: 200, body: JSON.stringify(rows[0]?.answer ?? null) }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    const code = error instanceof DatabaseError ? (error.code ?? 'XX000') : 'XX000'
    const message = error instanceof Error ? error.message : String(error)
    return { status: httpStatus(code), body: JSON.stringify({ code, message, details: null, hint: null }) }
  } finally {
    client.release()
  }
}
