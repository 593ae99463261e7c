import { lookUpCode } from '@domain/error-catalogue.ts'
import { toCsvLines } from '@/lib/csv/csv'
import { runSentence } from '@/lib/sentences/run-sentence'
import { actionLabels, describeStarter, faultLabels } from '@/lib/sentences/words'
import type { ExportedRun } from './parse-run-row'
import { hasEnded } from './run'
import { waitedMs, workingMs } from './times'

export const runCsvColumns = [
  ...(['run', 'written_down', 'status', 'action', 'user_id', 'email', 'number', 'what_happened', 'code', 'fault'] as const),
  ...(['attempts', 'working_s', 'waiting_s', 'by', 'reason', 'ended'] as const),
] as const

/** Runs as lines of a CSV; the first page brings the head. */
export function runsToCsv(rows: readonly ExportedRun[], o: { head: boolean; now: number }): string {
  return toCsvLines(runCsvColumns, rows.map((run) => cellsOf(run, o.now)), o.head)
}

function cellsOf(run: ExportedRun, now: number): Record<(typeof runCsvColumns)[number], string | null> {
  return {
    run: String(run.id),
    written_down: run.createdAt,
    status: run.status,
    action: actionLabels[run.action],
    user_id: run.userId,
    email: run.email,
    number: run.e164,
    what_happened: runSentence(run),
    code: run.errorCode,
    fault: run.errorCode && faultLabels[lookUpCode(run.errorCode).fault],
    attempts: String(run.attempt),
    working_s: seconds(workingMs(run, now)),
    waiting_s: seconds(waitedMs(run, now)),
    // A file has no "You".
    by: describeStarter(run, { names: run.requestedBy && run.byName ? { [run.requestedBy]: run.byName } : {}, self: '' }),
    reason: run.reason,
    ended: hasEnded(run.status) ? run.finishedAt : null,
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}
