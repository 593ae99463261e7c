import { z } from 'zod'
import { parseRun } from './parse-run'
import type { RunRow } from './run'

const words = z.string().nullable()

/** A row of the log as the database hands it out. */
export const runLogSchema = z.object({
  id: z.number(),
  user_id: words,
  subject_id: z.string(),
  trigger_action: z.string(),
  source: z.string(),
  status: words,
  outcome: words,
  error_code: words,
  attempt: z.number(),
  failures: z.number(),
  current_step: words,
  current_step_at: words,
  waiting_for: words,
  created_at: words,
  claimed_at: words,
  updated_at: words,
  finished_at: words,
  next_attempt_at: words,
  requested_by: words,
  reason: words,
  superseded_by: z.number().nullable(),
  purchase_id: z.number().nullable(),
  work_ms: z.number(),
})

const row = runLogSchema.extend({ email: words, e164: words })

/** A run as an export writes it: with the name of who asked for it. */
export type ExportedRun = RunRow & { byName: string | null }

/** What `export_runs` answers; throws on anything else. */
export function parseExportedRuns(data: unknown): ExportedRun[] {
  return z.array(row.extend({ by_name: words })).parse(data).map((each) => ({ ...parseRun(each), email: each.email, e164: each.e164, byName: each.by_name }))
}

/** What `list_runs` answers; throws on anything else. */
export function parseRunRows(data: unknown): RunRow[] {
  return z.array(row).parse(data).map((each) => ({ ...parseRun(each), email: each.email, e164: each.e164 }))
}
