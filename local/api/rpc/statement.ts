import { createHash } from 'node:crypto'
import { escapeIdentifier } from 'pg'
import type { Signature } from './signatures.ts'

/** A prepared statement: its name on a connection and its text. */
export type Statement = { name: string; text: string }

/** Calls a function with these of its arguments, taken by Postgres straight out of a JSON body, as PostgREST does; null when they do not fit. */
export function callStatement(signature: Signature, given: string[]): Statement | null {
  if (signature.required.some((name) => !given.includes(name)) || given.some((name) => !signature.args.has(name))) return null
  const columns = given.map((name) => `${escapeIdentifier(name)} ${signature.args.get(name)}`)
  const args = given.map((name) => `${escapeIdentifier(name)} := a.${escapeIdentifier(name)}`)
  const from = given.length === 0 ? '' : `json_to_record($1) as a(${columns.join(', ')}), lateral `
  const answer = signature.returnsNothing ? 'null::text' : 'to_json(c.value)::text'
  const text = `select ${answer} as body from ${from}public.${escapeIdentifier(signature.name)}(${args.join(', ')}) as c(value)`
  return { name: createHash('md5').update(text).digest('hex'), text }
}
