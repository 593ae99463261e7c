import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'pg'
import { postgrestAnswer } from '../postgrest-error.ts'
import { Exchange } from './exchange.ts'
import { readSignatures, type Signature } from './signatures.ts'
import { callStatement, type Statement } from './statement.ts'

export type RpcRequest = { name: string; method: string; path: string; headers: object; body: string }
/** `body` is JSON, or empty when the function returns nothing. */
export type RpcAnswer = { status: number; body: string }

/** Calls of functions with the secret key. */
export type RpcLane = {
  /** Null: this call is none of the plain ones. */
  call(request: RpcRequest): Promise<RpcAnswer | null>
  reloadSchema(): Promise<void>
  close(): Promise<void>
}

const context = {
  name: 'context',
  text: `select set_config('role', 'service_role', true), set_config('request.jwt.claim.role', 'service_role', true),
    set_config('request.jwt.claims', '{"role":"service_role"}', true), set_config('request.method', $1, true),
    set_config('request.path', $2, true), set_config('request.headers', $3, true)`,
}

/**
 * The way of the functions' own calls. lite takes eight messages to the database and a few milliseconds of this process for each, where
 * PostgREST takes well under one; with it the stand-in would be most of what a run costs. So plain calls with the secret key are made as
 * PostgREST makes them: prepared, with the body handed to Postgres as it came, in a transaction of their own.
 */
export function createRpcLane(databaseUrl: string): RpcLane {
  // As many connections as PostgREST has by default; the one used last comes first, so that their caches are warm.
  const pool = new Pool({ connectionString: databaseUrl, max: 10, statement_timeout: 8000, idleTimeoutMillis: 0, application_name: 'data api' })
  // A connection that breaks while nobody uses it: the next call opens another.
  pool.on('error', () => undefined)
  let signatures = new Map<string, Signature>()
  let statements = new Map<string, Statement | null>()
  const find = (name: string, body: string): Statement | null => {
    const signature = signatures.get(name)
    const given = signature ? argumentNames(body) : null
    if (!signature || !given) return null
    const key = `${name} ${given.join()}`
    const known = statements.get(key)
    if (known !== undefined) return known
    const statement = callStatement(signature, given)
    statements.set(key, statement)
    return statement
  }
  return {
    call: async (request) => {
      const statement = find(request.name, request.body)
      return statement && perform(pool, request, statement)
    },
    reloadSchema: async () => {
      signatures = await readSignatures(pool)
      statements = new Map()
    },
    // A broken-off request may still hold a connection.
    close: () => Promise.race([pool.end(), sleep(2000, undefined, { ref: false })]),
  }
}

function argumentNames(body: string): string[] | null {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? Object.keys(parsed).toSorted() : null
  } catch {
    return null
  }
}

async function perform(pool: Pool, request: RpcRequest, statement: Statement): Promise<RpcAnswer> {
  try {
    const client = await pool.connect()
    let broken: Error | undefined
    const breaks = (error: Error): void => void (broken = error)
    client.on('error', breaks)
    try {
      const { method, path, headers, body } = request
      const call = { ...statement, values: statement.text.includes('$1') ? [body] : [] }
      const answer = await client.query(new Exchange([{ ...context, values: [method, path, JSON.stringify(headers)] }, call])).answer
      return { status: answer === null ? 204 : 200, body: answer ?? '' }
    } finally {
      client.off('error', breaks)
      client.release(broken)
    }
  } catch (error) {
    const { status, body } = postgrestAnswer(error)
    return { status, body: JSON.stringify(body) }
  }
}
