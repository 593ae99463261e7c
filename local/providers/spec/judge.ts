import type { Exchange } from '../simulator/exchange.ts'
import { findOperation, namedProperties } from './open-api.ts'
import type { Content, FoundOperation, OpenApi, Schema } from './open-api.ts'
import { createSchemaCheck } from './schema-check.ts'
import type { SchemaCheck } from './schema-check.ts'

/** Says what is wrong with an exchange by the specification, one line each. */
export type Judge = { request(exchange: Exchange): string[]; response(exchange: Exchange): string[] }

/** Judges by one specification. */
export function createJudge(spec: OpenApi): Judge {
  const checks = { json: createSchemaCheck(spec, 'json'), text: createSchemaCheck(spec, 'text') }

  function checkContent(schema: Schema, value: unknown, check: SchemaCheck): string[] {
    const named = namedProperties(spec, schema, value)
    const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
    const unknown = named ? keys.filter((key) => !named.has(key)).map((key) => `${key} is not in the specification`) : []
    return [...unknown, ...check(schema, value)]
  }

  return {
    request: ({ request }) => {
      const found = findOperation(spec, request.method, request.path)
      if (!found) return ['no such operation']
      const content = found.operation.requestBody?.content ?? {}
      const [mediaType = ''] = (request.headers['content-type'] ?? '').split(';')
      const schema = content[mediaType]?.schema
      const body = schema ? checkContent(schema, request.body, mediaType === 'application/json' ? checks.json : checks.text) : []
      return [...checkParameters(found, request.query, checks.text), ...body, ...checkMediaType(found, mediaType, content)]
    },
    response: ({ request, reply }) => {
      const found = findOperation(spec, request.method, request.path)
      if (!found || !reply) return ['nothing to judge']
      const response = found.operation.responses[String(reply.status)]
      if (!response) return [`status ${reply.status} is not in the specification`]
      const schema = response.content?.['application/json']?.schema
      if (!schema) return reply.body === undefined ? [] : ['there must not be a body']
      // As it went over the wire, where what is undefined is absent.
      return checkContent(schema, JSON.parse(JSON.stringify(reply.body)), checks.json)
    },
  }
}

function checkMediaType(found: FoundOperation, mediaType: string, content: Content): string[] {
  const wanted = found.operation.requestBody && Object.keys(content).length > 0
  return wanted && !content[mediaType] ? [`the body's type is ${mediaType || 'missing'}`] : []
}

function checkParameters(found: FoundOperation, query: URLSearchParams, check: SchemaCheck): string[] {
  const parameters = found.operation.parameters ?? []
  const given: Record<string, Record<string, string>> = { path: found.pathValues, query: Object.fromEntries(query), header: {} }
  const unknown = [...query.keys()].filter((name) => !parameters.some((parameter) => parameter.in === 'query' && parameter.name === name))
  const wrong = parameters.flatMap((parameter) => {
    const value = given[parameter.in]?.[parameter.name]
    if (value === undefined) return parameter.required ? [`${parameter.name} is missing`] : []
    const schema: Schema = { type: 'object', properties: { [parameter.name]: parameter.schema } }
    return check(schema, { [parameter.name]: value })
  })
  return [...unknown.map((name) => `${name} is not a parameter`), ...wrong]
}
