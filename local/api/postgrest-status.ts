// PostgREST's table: https://docs.postgrest.org/en/stable/references/errors.html#status-codes. The longest prefix counts.
const table: Record<string, number> = {
  '08': 503, '09': 500, '0L': 403, '0P': 403, '23503': 409, '23505': 409, '25': 500, '25006': 405, '28': 403, '2D': 500,
  '38': 500, '39': 500, '3B': 500, '40': 500, '53': 503, '53400': 500, '54': 500, '55': 500, '57': 500, '57P01': 503,
  '58': 500, F0: 500, HV: 500, P0001: 400, P0: 500, XX: 500, '42883': 404, '42P01': 404, '42P17': 500,
} // prettier-ignore

/** The HTTP status of an SQLSTATE; `PT409` asks for one itself. */
export function httpStatus(sqlstate: string): number {
  const asked = /^PT([2-5]\d\d)$/.exec(sqlstate)?.[1]
  return asked ? Number(asked) : (table[sqlstate] ?? table[sqlstate.slice(0, 2)] ?? (sqlstate.startsWith('PT') ? 500 : 400))
}
