import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../local/stack/paths.ts'
import { violation } from './boundaries.ts'
import { listImports, resolveImport } from './imports.ts'

const folders = ['app', 'components', 'lib', 'supabase/functions', 'local', 'scripts', 'bench', 'e2e']

/** Checks every import of the project; returns a line for each that is not allowed, and how many files were read. */
export function checkBoundaries(): { files: number; problems: string[] } {
  const files = [...folders.flatMap(listSources), 'proxy.ts']
  return { files: files.length, problems: files.flatMap(checkFile) }
}

function listSources(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.includes('node_modules'))
    .map((name) => `${folder}/${name}`)
}

function checkFile(path: string): string[] {
  return listImports(read(path)).flatMap((one) => {
    const target = resolveImport(path, one.specifier)
    const why = target ? violation(path, target) : null
    return why && !(one.typeOnly && isLib(path, target)) ? [`${path}:${one.line}  ${why} (${one.specifier})`] : []
  })
}

// A type from a service or a client is erased: it takes no code over the border.
function isLib(path: string, target: string | null): boolean {
  return /^(app|components|lib)\//.test(path) && target?.startsWith('lib/') === true
}

function read(path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return ''
  }
}
