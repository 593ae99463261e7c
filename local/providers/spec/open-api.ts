/** As much of OpenAPI 3.0 as judging needs. */
export type OpenApi = { paths: Record<string, Record<string, Operation | undefined>>; components: { schemas: Record<string, Schema> } }

export type Operation = {
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, { content?: Content }>
}

export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }

export type Content = Partial<Record<string, { schema: Schema }>>

export type Schema = {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  oneOf?: Schema[]
  discriminator?: { propertyName: string; mapping: Record<string, string> }
  [keyword: string]: unknown
}

/** An operation that a request asks for, and what its path says. */
export type FoundOperation = { operation: Operation; pathValues: Record<string, string> }

/** Finds the operation of a method and a path. */
export function findOperation(spec: OpenApi, method: string, path: string): FoundOperation | null {
  for (const [template, operations] of Object.entries(spec.paths)) {
    const operation = operations[method.toLowerCase()]
    const source = template.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/.]+)')
    const match = operation && new RegExp(`^${source}$`).exec(path)
    if (operation && match) return { operation, pathValues: { ...match.groups } }
  }
  return null
}

/** The properties that a schema names for a value, through references and discriminators; null when it is open. */
export function namedProperties(spec: OpenApi, schema: Schema, value: unknown): Set<string> | null {
  if (schema.$ref) return namedProperties(spec, readReference(spec, schema.$ref), value)
  if (schema.discriminator && typeof value === 'object' && value !== null) {
    const kind = (value as Record<string, unknown>)[schema.discriminator.propertyName]
    const reference = schema.discriminator.mapping[String(kind)]
    return reference ? namedProperties(spec, { $ref: reference }, value) : null
  }
  return schema.properties ? new Set(Object.keys(schema.properties)) : null
}

function readReference(spec: OpenApi, reference: string): Schema {
  const schema = spec.components.schemas[reference.replace('#/components/schemas/', '')]
  if (!schema) throw new Error(`the specification has no ${reference}`)
  return schema
}
