/** Who may import whom (DESIGN.md, section 3). A file belongs to the first zone whose pattern its path matches. */
const zones: [name: string, pattern: RegExp][] = [
  ['domain', /^supabase\/functions\/_shared\/domain\//],
  ['shared', /^supabase\/functions\/_shared\//],
  ['function', /^supabase\/functions\//],
  ['services', /^lib\/services\//],
  // Pure rules that the browser shares.
  ['lib', /^lib\/auth\/(roles|next-path|action-result)(\.ts)?$/],
  ['auth', /^lib\/auth\//],
  ['queries', /^lib\/queries\//],
  ['realtime', /^lib\/realtime\//],
  ['supabase', /^lib\/supabase\//],
  ['lib', /^lib\//],
  ['components', /^components\//],
  ['app', /^(app\/|proxy\.ts$)/],
  ['local', /^local\//],
  ['scripts', /^(scripts|bench|chaos)\//],
  ['tests', /^tests\//],
  ['e2e', /^(e2e\/|playwright\.config\.ts$)/],
]

const allowed: Record<string, string[]> = {
  domain: [],
  shared: ['domain'],
  function: ['shared', 'domain'],
  lib: ['domain'],
  supabase: ['lib'],
  realtime: ['supabase', 'lib', 'domain'],
  queries: ['realtime', 'supabase', 'lib', 'domain'],
  services: ['supabase', 'lib', 'domain'],
  auth: ['services', 'supabase', 'lib', 'domain'],
  components: ['queries', 'realtime', 'lib', 'domain'],
  app: ['components', 'auth', 'services', 'queries', 'realtime', 'supabase', 'lib', 'domain'],
  local: ['domain'],
  scripts: ['local', 'lib', 'domain', 'tests'],
  e2e: ['local', 'domain'],
  // The engine's own code against the real database and the simulators.
  tests: ['function', 'shared', 'local', 'domain'],
}

/** The zone of a file, by its path from the project's root; null for files that no rule is about. */
function zoneOf(path: string): string | null {
  return zones.find(([, pattern]) => pattern.test(path))?.[0] ?? null
}

/** Why one file may not import the other; null when it may. */
export function violation(from: string, to: string): string | null {
  const source = zoneOf(from)
  const target = zoneOf(to)
  if (!source || !target) return null
  if (source === target) return source === 'function' && folder(from) !== folder(to) ? 'a function does not import another function' : null
  return allowed[source]?.includes(target) ? null : `${source} does not import ${target}`
}

function folder(path: string): string {
  return path.split('/')[2] ?? ''
}
