import { DatabaseError, escapeLiteral, type Pool } from 'pg'
import { httpStatus } from '../../local/api/postgrest-status.ts'

export type Answer = { status: number; headers?: Record<string, string>; body: string }

/** Calls a function as the Data API does: as the service role, or as the staff member whose session it is. */
export async function callFunction(pool: Pool, name: string, args: Record<string, unknown>, staff: string | null = null): Promise<Answer> {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`no function is called ${name}`)
  const given = Object.entries(args).map(([each, value]) => `${each} => ${literal(value)}`)
  const role = staff === null ? 'service_role' : 'authenticated'
  const claims = JSON.stringify(staff === null ? { role } : { sub: staff, role })
  const client = await pool.connect()
  try {
    // One message for all of it: the crash points come by here a hundred thousand times. It is answered by a list, a result for each statement.
    const answers = await client.query<{ answer: unknown }>(
      `begin; set local role ${role}; select set_config('request.jwt.claims', ${literal(claims)}, true); select to_json(public.${name}(${given.join(', ')})) as answer; commit`,
    )
    const [, , , called] = [answers].flat()
    return { status: 200, body: JSON.stringify(called?.rows[0]?.answer ?? null) }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    const code = error instanceof DatabaseError ? (error.code ?? 'XX000') : 'XX000'
    const message = error instanceof Error ? error.message : String(error)
    return { status: httpStatus(code), body: JSON.stringify({ code, message, details: null, hint: null }) }
  } finally {
    client.release()
  }
}

// Of an unknown type, as a parameter is: the function's own signature says what it becomes.
function literal(value: unknown): string {
  if (value === null) return 'null'
  return escapeLiteral(typeof value === 'object' ? JSON.stringify(value) : String(value))
}
