import type { Run } from './run'
import type { Step } from './step'

/** A bar on the scale of its attempt. */
export type Bar = { offsetMs: number; durationMs: number }
export type TimelineStep = Bar & { step: Step }
export type Running = Bar & { name: string; budgetMs: number | null }
export type Attempt = { number: number; startedAt: string; waitMs: number; steps: TimelineStep[]; running: Running | null }
export type Timeline = { attempts: Attempt[]; scaleMs: number; ticks: number[] }

const providerSteps = new Set(['search_numbers', 'buy_number', 'look_up_number', 'link_assistant', 'unlink_assistant', 'remove_import', 'verify_link', 'release_number'])

type Input = { run: Run; steps: readonly Step[]; now: number; providerTimeoutMs: number }

/** The attempts of a run with their steps and waits, on one scale. */
export function buildTimeline({ run, steps, now, providerTimeoutMs }: Input): Timeline {
  const numbers = new Set(steps.map((step) => step.attempt))
  if (run.status === 'processing') numbers.add(run.attempt)
  let waitsSince = Date.parse(run.createdAt)
  const attempts: Attempt[] = []
  for (const number of [...numbers].toSorted((a, b) => a - b)) {
    const own = steps.filter((step) => step.attempt === number)
    const isRunning = run.status === 'processing' && number === run.attempt
    const start = startOf(own, isRunning ? run.claimedAt : null, now)
    const placed = own.map((step) => ({ step, offsetMs: Math.max(0, Date.parse(step.startedAt) - start), durationMs: step.durationMs }))
    const running = isRunning ? atWork(run, placed, start, now, providerTimeoutMs) : null
    attempts.push({ number, startedAt: new Date(start).toISOString(), waitMs: Math.max(0, start - waitsSince), steps: placed, running })
    waitsSince = Math.max(start, start + longest(placed))
  }
  const needed = Math.max(...attempts.map((attempt) => longest([...attempt.steps, ...(attempt.running ? [attempt.running] : [])])), 0)
  // While a run is at work its scale has room for the longest step, so that it does not jump at each one.
  return { attempts, ...niceScale(run.status === 'processing' ? Math.max(needed, providerTimeoutMs) : needed) }
}

function startOf(steps: readonly Step[], claimedAt: string | null, now: number): number {
  const starts = steps.map((step) => Date.parse(step.startedAt))
  if (claimedAt) starts.push(Date.parse(claimedAt))
  return starts.length === 0 ? now : Math.min(...starts)
}

function atWork(run: Run, placed: readonly Bar[], start: number, now: number, providerTimeoutMs: number): Running {
  const since = run.currentStepAt ? Date.parse(run.currentStepAt) : start + longest(placed)
  const name = run.currentStep ?? 'claim'
  const offsetMs = Math.max(0, Math.max(since, start + longest(placed)) - start)
  return { name, offsetMs, durationMs: Math.max(0, now - start - offsetMs), budgetMs: providerSteps.has(name) ? providerTimeoutMs : null }
}

function longest(bars: readonly Bar[]): number {
  return bars.reduce((end, bar) => Math.max(end, bar.offsetMs + bar.durationMs), 0)
}

const scales = [200, 400, 1000, 2000, 4000, 8000, 12_000, 20_000, 40_000, 60_000, 120_000, 240_000, 600_000]

/** The smallest round scale that holds everything, with five ticks. */
export function niceScale(neededMs: number): { scaleMs: number; ticks: number[] } {
  const scaleMs = scales.find((scale) => scale >= neededMs) ?? Math.ceil(neededMs / 600_000) * 600_000
  return { scaleMs, ticks: [0, 1, 2, 3, 4].map((quarter) => (scaleMs * quarter) / 4) }
}
