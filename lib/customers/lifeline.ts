import { hasEnded, type Run } from '@/lib/runs/run'
import type { Step } from '@/lib/runs/step'
import { lastAnswer, type CustomerPage } from './customer'

/** What a stretch of time was spent on: work, a wait that ends by itself, a wait for a person, or nothing to wait for. */
export type Spent = 'working' | 'now' | 'waiting' | 'person' | 'quiet'
export type Stretch = { kind: Spent; fromMs: number; toMs: number }
export type Lifeline = { startMs: number; endMs: number; starts: 'paid' | 'first run'; ends: 'now' | 'done'; stretches: Stretch[]; totals: Record<Spent, number> }

type Span = { fromMs: number; toMs: number }

/** The line above the timeline: from the payment to now, or to when it was done, to scale. Null when nothing has happened. */
export function buildLifeline(page: Pick<CustomerPage, 'paidAt' | 'runs' | 'steps' | 'status'>, now: number): Lifeline | null {
  const start = whereItStarts(page)
  if (!start) return null
  const end = whereItEnds(page, start.ms, now)
  const runs = page.runs.filter((run) => Date.parse(run.createdAt) < end.ms && (endOf(run, now) > start.ms || !hasEnded(run.status)))
  const work = runs.flatMap((run) => workOf(run, page.steps, now))
  const marks = [start.ms, end.ms, ...work.flatMap((span) => [span.fromMs, span.toMs]), ...runs.flatMap((run) => [Date.parse(run.createdAt), endOf(run, now)])]
  const inside = [...new Set(marks.filter((ms) => ms >= start.ms && ms <= end.ms))].toSorted((a, b) => a - b)
  const stretches: Stretch[] = []
  for (const [index, toMs] of inside.entries()) {
    const fromMs = inside[index - 1]
    if (fromMs === undefined) continue
    const kind = kindAt((fromMs + toMs) / 2, runs, work, now)
    const last = stretches.at(-1)
    if (last?.kind === kind) last.toMs = toMs
    else stretches.push({ kind, fromMs, toMs })
  }
  const totals = { working: 0, now: 0, waiting: 0, person: 0, quiet: 0 }
  for (const stretch of stretches) totals[stretch.kind] += stretch.toMs - stretch.fromMs
  return { startMs: start.ms, endMs: end.ms, starts: start.kind, ends: end.kind, stretches, totals }
}

// An old success closed an earlier story: the trouble of today begins with the first run after it.
function whereItStarts({ paidAt, runs, status }: Pick<CustomerPage, 'paidAt' | 'runs' | 'status'>): { ms: number; kind: Lifeline['starts'] } | null {
  const oldest = runs.at(-1)
  const paid = paidAt === null ? null : Date.parse(paidAt)
  if (status !== 'working') {
    const done = runs.findIndex((run) => run.status === 'succeeded')
    const first = done > 0 ? runs[done - 1] : undefined
    if (first && (paid === null || Date.parse(first.createdAt) > paid)) return { ms: Date.parse(first.createdAt), kind: 'first run' }
  }
  if (paid !== null) return { ms: paid, kind: 'paid' }
  return oldest ? { ms: Date.parse(oldest.createdAt), kind: 'first run' } : null
}

function whereItEnds(page: Pick<CustomerPage, 'runs' | 'status'>, startMs: number, now: number): { ms: number; kind: Lifeline['ends'] } {
  const open = page.runs.some((run) => !hasEnded(run.status))
  const answer = lastAnswer(page)
  if (!open && page.status !== 'needs_attention' && page.status !== 'on_hold' && answer?.finishedAt) return { ms: Math.max(startMs + 1, Date.parse(answer.finishedAt)), kind: 'done' }
  return { ms: Math.max(startMs + 1, now), kind: 'now' }
}

function endOf(run: Run, now: number): number {
  return hasEnded(run.status) ? Date.parse(run.finishedAt ?? run.updatedAt) : now
}

/** One span of work for each attempt: from its first step to the end of its last. */
function workOf(run: Run, steps: readonly Step[], now: number): Span[] {
  const own = steps.filter((step) => step.runId === run.id)
  const spans = [...new Set(own.map((step) => step.attempt))].map((attempt) => {
    const tried = own.filter((step) => step.attempt === attempt)
    return {
      fromMs: Math.min(...tried.map((step) => Date.parse(step.startedAt))),
      toMs: Math.max(...tried.map((step) => Date.parse(step.startedAt) + step.durationMs)),
    }
  })
  if (run.status === 'processing' && run.claimedAt) spans.push({ fromMs: Date.parse(run.claimedAt), toMs: now })
  return spans
}

function kindAt(ms: number, runs: readonly Run[], work: readonly Span[], now: number): Spent {
  const atWork = runs.find((run) => run.status === 'processing' && run.claimedAt && Date.parse(run.claimedAt) <= ms && ms <= now)
  if (atWork) return 'now'
  if (work.some((span) => span.fromMs <= ms && ms <= span.toMs)) return 'working'
  if (runs.some((run) => Date.parse(run.createdAt) <= ms && ms <= endOf(run, now))) return 'waiting'
  const ended = runs.filter((run) => hasEnded(run.status) && run.status !== 'superseded' && endOf(run, now) <= ms).toSorted((a, b) => endOf(b, now) - endOf(a, now))
  return ended[0]?.status === 'failed' ? 'person' : 'quiet'
}
