import type { Logger } from '../_shared/log.ts'
import type { OutboundDeps } from '../_shared/outbound/post-json.ts'
import type { Secrets } from '../_shared/secrets.ts'
import type { Message } from './message.ts'

/** The outbox in the database. */
export type Outbox = {
  claim(limit: number): Promise<Message[]>
  /** Null: delivered. Otherwise why not. */
  finish(id: number, error: string | null): Promise<void>
}

/** Everything outside of this function. */
export type Deps = {
  serviceKey: string
  nudgeKey(): Promise<string | null>
  outbox: Outbox
  secrets: Pick<Secrets, 'get'>
  outbound: OutboundDeps
  /** Where staff open the console; null leaves the link out. */
  consoleUrl: string | null
  log: Logger
  waitUntil(work: Promise<unknown>): void
}
