/** One field that an action changed: null where it was not there. */
export type Change = { field: string; before: string | null; after: string | null }

/** Before and after side by side, only what differs; nested values by their path. */
export function listChanges(before: unknown, after: unknown): Change[] {
  const old = flatten(before)
  const now = flatten(after)
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((change) => change.before !== change.after)
}

function flatten(value: unknown, path = ''): Map<string, string> {
  if (value === null || value === undefined) return new Map()
  if (typeof value !== 'object') return new Map([[path || 'value', String(value)]])
  if (Array.isArray(value)) return new Map([[path || 'value', value.map((item) => (typeof item === 'object' ? JSON.stringify(item) : String(item))).join(', ')]])
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...flatten(inner, path ? `${path}.${key}` : key)]))
}
