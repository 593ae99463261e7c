import { DatabaseError, type Pool } from 'pg'
import { httpStatus } from '../../local/api/postgrest-status.ts'

export type Answer = { status: number; headers?: Record<string, string>; body: string }

/** Calls a function as the Data API does: as the service role, or as the staff member whose session it is. */
export async function callFunction(pool: Pool, name: string, args: Record<string, unknown>, staff: string | null = null): Promise<Answer> {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`no function is called ${name}`)
  const names = Object.keys(args)
  const given = names.map((each, index) => `${each} => $${index + 1}`).join(', ')
  const values = Object.values(args).map((value) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value))
  const client = await pool.connect()
  try {
    await client.query(`begin; set local role ${staff === null ? 'service_role' : 'authenticated'}`)
    await client.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify(staff === null ? { role: 'service_role' } : { sub: staff, role: 'authenticated' })])
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
