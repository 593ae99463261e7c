import type { Logger } from '../_shared/log.ts'
import type { PaddleEvent } from '../_shared/supabase-db.ts'

/** What came of an event; `repeated` when its id was known. */
export type Applied = { outcome: string; repeated: boolean }

/** Everything outside of this function. */
export type Deps = {
  secret(): Promise<string | null>
  apply(event: PaddleEvent): Promise<Applied>
  date(): Date
  log: Logger
}
