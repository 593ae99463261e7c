import { httpStatus } from './postgrest-status.ts'

type DatabaseError = { code: string; message: string; detail?: string; hint?: string }

// postgres.js and Node name a lost connection so; the rest are SQLSTATEs of a server that is going away or coming up.
const lost = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ENOENT|57P0[123]$|08)/

// lite gives these a better message or hint than the database's own.
const saidByLite = /^(42703|42883|42P01|42501)$/

/** Gives an error of the database the status, code, message, details and hint that PostgREST answers with. */
export function asPostgrestError(error: unknown): unknown {
  if (!hasCode(error)) return error
  if (lost.test(error.code)) return respondWith(503, { code: 'PGRST001', message: 'Database client error. Retrying the connection.' })
  if (!/^[0-9A-Z]{5}$/.test(error.code) || error.code === 'PGRST' || saidByLite.test(error.code)) return error
  return respondWith(httpStatus(error.code), error)
}

/** An error whose code and message say what is wanted, for the role that a token names and that nobody may become. */
export function refusedRole(role: string): Error {
  return Object.assign(new Error(`permission denied to set role "${role}"`), { code: '42501' })
}

// `PGRST` is PostgREST's own way, and lite's, to raise an error with a status of one's choice.
function respondWith(status: number, error: DatabaseError): Error {
  const body = { code: error.code, message: error.message, details: error.detail ?? null, hint: error.hint ?? null }
  return Object.assign(new Error(JSON.stringify(body)), { code: 'PGRST', detail: JSON.stringify({ status, headers: {} }) })
}

function hasCode(error: unknown): error is DatabaseError {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && 'message' in error
}
