import { httpStatus } from './postgrest-status.ts'

type DatabaseError = { code: string; message: string; detail?: string; hint?: string }
type ErrorBody = { code: string; message: string; details: string | null; hint: string | null }

// postgres.js and Node name a lost connection so; the rest are SQLSTATEs of a server that is going away or coming up.
const lost = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ENOENT|57P0[123]$|08)/

// lite gives these a better message or hint than the database's own.
const saidByLite = /^(42703|42883|42P01|42501)$/

const away = { code: 'PGRST001', message: 'Database client error. Retrying the connection.' }

/** Gives an error of the database the status, code, message, details and hint that PostgREST answers with. */
export function asPostgrestError(error: unknown): unknown {
  if (!hasCode(error)) return error
  if (lost.test(error.code)) return respondWith(503, away)
  if (!isSqlstate(error.code) || saidByLite.test(error.code)) return error
  return respondWith(httpStatus(error.code), error)
}

/** What PostgREST answers to a call that failed so. An error without a SQLSTATE comes of a connection that broke. */
export function postgrestAnswer(error: unknown): { status: number; body: ErrorBody } {
  if (!hasCode(error) || !isSqlstate(error.code) || lost.test(error.code)) return { status: 503, body: bodyOf(away) }
  return { status: statusForService(error.code), body: bodyOf(error) }
}

// PostgREST's answer to what somebody who showed a key may not do.
function statusForService(code: string): number {
  return code === '42501' ? 403 : httpStatus(code)
}

/** An error whose code and message say what is wanted, for the role that a token names and that nobody may become. */
export function refusedRole(role: string): Error {
  return Object.assign(new Error(`permission denied to set role "${role}"`), { code: '42501' })
}

// `PGRST` is PostgREST's own way, and lite's, to raise an error with a status of one's choice.
function respondWith(status: number, error: DatabaseError): Error {
  return Object.assign(new Error(JSON.stringify(bodyOf(error))), { code: 'PGRST', detail: JSON.stringify({ status, headers: {} }) })
}

function bodyOf(error: DatabaseError): ErrorBody {
  return { code: error.code, message: error.message, details: error.detail ?? null, hint: error.hint ?? null }
}

function isSqlstate(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && code !== 'PGRST'
}

function hasCode(error: unknown): error is DatabaseError {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && 'message' in error
}
