import type { Database } from '../../local/postgres/server.ts'
import type { ThrowAwayStack } from '../../local/stack/throw-away-stack.ts'
import type { Log } from '../../local/log.ts'

/** What a suite counted; `failed` above zero, or nothing at all, fails the whole run. */
export type Counts = { passed: number; failed: number; skipped?: number }

/** What suites share: started when first asked for, stopped at the end. */
export type Context = {
  /** A folder of this run alone, removed afterwards. */
  dir: string
  log: Log
  /** Says under the closing table what failed: of a long run often only the end is kept. */
  complain: Log
  /** Says it now, and there as well. */
  tell: Log
  /** A database with all migrations and nothing else in it. */
  database(): Promise<Database>
  /** The whole stack: production build, demo data, simulators without latency. */
  stack(): Promise<ThrowAwayStack>
  signal: AbortSignal
}

/** One kind of check. */
export type Suite = { name: string; run(context: Context): Promise<Counts> }
