import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from '../../local/log.ts'
import { Teardown } from '../../local/stack/teardown.ts'
import type { Context } from './suite.ts'

/** A context without the ear for complaints: every suite has one of its own. */
export type Shared = Omit<Context, 'complain' | 'tell'>

/** What the suites of one run share, in a temporary folder; `close` stops and removes all of it. */
export function createContext(log: Log, signal: AbortSignal): Shared & { close(): Promise<void> } {
  const dir = mkdtempSync(join(tmpdir(), 'switchboard-test-'))
  const teardown = new Teardown()
  teardown.add('folder', () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }))
  // Imported when needed, so that a broken part fails the suites that use it and no other.
  const database = once(async () => {
    const { startThrowAwayDatabase } = await import('../../local/stack/throw-away-database.ts')
    const running = await startThrowAwayDatabase('suites')
    teardown.add('database', () => running.stop())
    return running.database
  })
  const stack = once(async () => {
    const { startThrowAwayStack } = await import('../../local/stack/throw-away-stack.ts')
    const running = await startThrowAwayStack('suites', { app: 'production', latency: 0, signal })
    teardown.add('stack', () => running.stop())
    return running
  })
  return { dir, log, signal, database, stack, close: () => teardown.run(log) }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => (made ??= make())
}
