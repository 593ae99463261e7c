import { dirname, join, normalize } from 'node:path'

/** One import of a file: what it names and whether only types are taken. */
export type Import = { specifier: string; typeOnly: boolean; line: number }

const statement = /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g

/** The imports of a TypeScript file, found by their form. */
export function listImports(text: string): Import[] {
  return [...text.matchAll(statement)].map((match) => ({
    specifier: match[2] ?? match[3] ?? '',
    typeOnly: match[1] !== undefined,
    line: text.slice(0, match.index + match[0].length).split('\n').length,
  }))
}

/** The project's path that a specifier means; null for a package. */
export function resolveImport(from: string, specifier: string): string | null {
  if (specifier.startsWith('@/')) return specifier.slice(2)
  if (specifier.startsWith('@domain/')) return `supabase/functions/_shared/domain/${specifier.slice(8)}`
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : null
}
