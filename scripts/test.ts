import { onStop } from '../local/stack/lifetime.ts'
import { advisors } from './test/advisors.ts'
import { chaos } from './test/chaos.ts'
import { crashPoints } from './test/crash-points.ts'
import { e2e } from './test/e2e.ts'
import { functions } from './test/functions.ts'
import { isLane, runLanes, tellRows } from './test/lanes.ts'
import { lint } from './test/lint.ts'
import { pgtap } from './test/pgtap.ts'
import { runSuites } from './test/run-suites.ts'
import { schema } from './test/schema.ts'
import type { Suite } from './test/suite.ts'
import { summarise, type Row } from './test/summary.ts'
import { types } from './test/types.ts'
import { engine, standIns, unit } from './test/unit.ts'

// Alone, because it writes the types that the build of the stories writes as well.
const first: Suite[] = [lint, types]
// Side by side. Within a lane cheap ones first; advisors before pgTAP, which adds its extension to the shared database.
const lanes: Suite[][] = [[unit, functions, schema, advisors, pgtap, standIns, engine, crashPoints, chaos], [e2e]]
const all = [...first, ...lanes.flat()]

function choose(names: string[]): Suite[] {
  const unknown = names.filter((name) => !all.some((suite) => suite.name === name))
  if (unknown.length > 0) {
    process.stderr.write(`There is no suite "${unknown.join('", "')}". The suites are: ${all.map((suite) => suite.name).join(', ')}.\n`)
    process.exit(2)
  }
  return all.filter((suite) => names.includes(suite.name))
}

async function runAll(signal: AbortSignal): Promise<Row[]> {
  const rows = await runSuites(first, signal)
  return signal.aborted ? rows : [...rows, ...(await withTemplate(() => runLanes(lanes, signal)))]
}

// A lane's parent has made the template. Without one, every suite migrates its own data, and says what is wrong with the migrations.
async function withTemplate(run: () => Promise<Row[]>): Promise<Row[]> {
  const { migrateOnce } = await import('./test/template.ts')
  const remove = await migrateOnce().catch((error: unknown) => void process.stderr.write(`No template of the data: ${String(error)}\n`))
  try {
    return await run()
  } finally {
    remove?.()
  }
}

function runChosen(suites: Suite[], signal: AbortSignal): Promise<Row[]> {
  const run = () => runSuites(suites, signal)
  return isLane() || suites.every((suite) => first.includes(suite)) ? run() : withTemplate(run)
}

const chosen = choose(process.argv.slice(2))
const stopping = new AbortController()
onStop(() => stopping.abort())
const rows = chosen.length === 0 ? await runAll(stopping.signal) : await runChosen(chosen, stopping.signal)
if (isLane()) await tellRows(rows)
else process.stdout.write(summarise(rows))
process.exit(!stopping.signal.aborted && rows.every((row) => row.failed === 0) ? 0 : 1)
