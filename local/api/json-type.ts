/** How postgres.js shall handle json and jsonb. lite hands over JSON that is already text; serialising it again would store a string. */
export function jsonType(oid: number): { to: number; from: number[]; serialize(value: unknown): string; parse(text: string): unknown } {
  return {
    to: oid,
    from: [oid],
    serialize: (value) => (typeof value === 'string' && isJson(value) ? value : JSON.stringify(value)),
    parse: (text) => JSON.parse(text) as unknown,
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
