import { createContext, type Shared } from './context.ts'
import type { Counts, Suite } from './suite.ts'
import type { Row } from './summary.ts'

/** Runs suites one after the other on a context of their own, which is gone afterwards. Stops between two when told to. */
export async function runSuites(suites: Suite[], signal: AbortSignal): Promise<Row[]> {
  const context = createContext((line) => process.stdout.write(`   ${line}\n`), signal)
  const rows: Row[] = []
  try {
    for (const suite of suites) if (!signal.aborted) rows.push(await runSuite(suite, context))
  } finally {
    await context.close()
  }
  return rows
}

async function runSuite(suite: Suite, context: Shared): Promise<Row> {
  process.stdout.write(`\n── ${suite.name}\n`)
  const started = performance.now()
  const complaints: string[] = []
  const complain = (line: string) => void complaints.push(line)
  const tell = (line: string) => {
    context.log(line)
    complain(line)
  }
  const counts = await suite.run({ ...context, complain, tell }).catch((error: unknown): Counts => {
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return { passed: 0, failed: 1 }
  })
  const ranNothing = counts.passed + counts.failed === 0
  if (ranNothing) tell('This suite ran nothing, which counts as a failure.')
  return { name: suite.name, seconds: (performance.now() - started) / 1000, ...counts, failed: ranNothing ? 1 : counts.failed, complaints }
}
