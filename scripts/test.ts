import { onStop } from '../local/stack/lifetime.ts'
import { advisors } from './test/advisors.ts'
import { chaos } from './test/chaos.ts'
import { crashPoints } from './test/crash-points.ts'
import { createContext } from './test/context.ts'
import { e2e } from './test/e2e.ts'
import { functions } from './test/functions.ts'
import { lint } from './test/lint.ts'
import { pgtap } from './test/pgtap.ts'
import { schema } from './test/schema.ts'
import type { Context, Counts, Suite } from './test/suite.ts'
import { summarise, type Row } from './test/summary.ts'
import { types } from './test/types.ts'
import { engine, standIns, unit } from './test/unit.ts'

// Cheap ones first; advisors and types before pgTAP, which adds its extension to the shared database.
const suites: Suite[] = [lint, types, unit, functions, schema, advisors, pgtap, standIns, engine, crashPoints, chaos, e2e]

function choose(names: string[]): Suite[] {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name))
  if (unknown.length > 0) {
    process.stderr.write(`There is no suite "${unknown.join('", "')}". The suites are: ${suites.map((suite) => suite.name).join(', ')}.\n`)
    process.exit(2)
  }
  return names.length === 0 ? suites : suites.filter((suite) => names.includes(suite.name))
}

async function runSuite(suite: Suite, context: Context): Promise<Row> {
  process.stdout.write(`\n── ${suite.name}\n`)
  const started = performance.now()
  const counts = await suite.run(context).catch((error: unknown): Counts => {
    context.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return { passed: 0, failed: 1 }
  })
  const ranNothing = counts.passed + counts.failed === 0
  if (ranNothing) context.log('This suite ran nothing, which counts as a failure.')
  return { name: suite.name, seconds: (performance.now() - started) / 1000, ...counts, failed: ranNothing ? 1 : counts.failed }
}

const chosen = choose(process.argv.slice(2))
const stopping = new AbortController()
onStop(() => stopping.abort())
const context = createContext((line) => process.stdout.write(`   ${line}\n`), stopping.signal)
const rows: Row[] = []
try {
  for (const suite of chosen) if (!stopping.signal.aborted) rows.push(await runSuite(suite, context))
} finally {
  await context.close()
}
process.stdout.write(summarise(rows))
process.exit(!stopping.signal.aborted && rows.every((row) => row.failed === 0) ? 0 : 1)
