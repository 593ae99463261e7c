import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { OpenApi, Schema } from './open-api.ts'

/** What is wrong with a value, one line each. */
export type SchemaCheck = (schema: Schema, value: unknown) => string[]

/** Checks values against the schemas of a specification; `text` values come from forms and queries, as strings. */
export function createSchemaCheck(spec: OpenApi, kind: 'json' | 'text'): SchemaCheck {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, coerceTypes: kind === 'text', logger: false })
  // Published twice over, as a function and as a module that holds it.
  const add = 'default' in addFormats ? addFormats.default : addFormats
  add(ajv)
  for (const [name, pattern] of Object.entries(formats)) ajv.addFormat(name, pattern)
  ajv.addSchema(spec, 'spec')
  const compiled = new Map<Schema, ReturnType<typeof ajv.compile>>()
  return (schema, value) => {
    const validate = compiled.get(schema) ?? ajv.compile(absolute(schema) as Schema)
    compiled.set(schema, validate)
    return validate(structuredClone(value)) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`)
  }
}

/** Makes the references of a part of the specification name the specification. */
function absolute(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(absolute)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, key === '$ref' ? `spec${String(value)}` : absolute(value)]),
  )
}

/** Formats that only Twilio has, and `uri`, which Twilio also uses for paths. */
const formats: Record<string, RegExp> = {
  'phone-number': /^(\+[1-9]\d{6,14}|\(\d{3}\) \d{3}-\d{4})$/,
  'phone-number-capabilities': /^/,
  'iso-country-code': /^[A-Z]{2}$/,
  'date-time-rfc-2822': /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/,
  'http-method': /^[A-Z]+$/,
  uri: /^\S*$/,
}
