import { stepOutcomes, stepProviders, type StepOutcome, type StepProvider } from '@domain/states.ts'
import { z } from 'zod'

/** One step of a run that was tried. */
export type Step = {
  id: number
  runId: number
  attempt: number
  step: string
  provider: StepProvider
  outcome: StepOutcome
  startedAt: string
  durationMs: number
  httpStatus: number | null
  errorCode: string | null
  detail: StepDetail
}

const detailSchema = z.object({
  e164_number: z.string().nullish().catch(null),
  provider_number_id: z.string().nullish().catch(null),
  candidates: z.number().nullish().catch(null),
  adopted: z.boolean().nullish().catch(null),
  found: z.boolean().nullish().catch(null),
  request_id: z.string().nullish().catch(null),
  operation: z.string().nullish().catch(null),
})
export type StepDetail = z.infer<typeof detailSchema>

const schema = z.object({
  id: z.number(),
  run_id: z.number(),
  attempt: z.number(),
  step: z.string(),
  provider: z.enum(stepProviders),
  outcome: z.enum(stepOutcomes),
  started_at: z.string(),
  duration_ms: z.number(),
  http_status: z.number().nullable(),
  error_code: z.string().nullable(),
  detail: detailSchema.catch({}),
})

export const stepColumns = 'id, run_id, attempt, step, provider, outcome, started_at, duration_ms, http_status, error_code, detail'

/** A row as a step; null when it is not one. */
export function parseStep(row: unknown): Step | null {
  const parsed = schema.safeParse(row)
  if (!parsed.success) return null
  const s = parsed.data
  return {
    id: s.id,
    runId: s.run_id,
    attempt: s.attempt,
    step: s.step,
    provider: s.provider,
    outcome: s.outcome,
    startedAt: s.started_at,
    durationMs: s.duration_ms,
    httpStatus: s.http_status,
    errorCode: s.error_code,
    detail: s.detail,
  }
}

/** The steps of a live message. */
export function parseStepsAdded(payload: unknown): Step[] {
  const parsed = z.object({ steps: z.array(z.unknown()) }).safeParse(payload)
  return parsed.success ? parsed.data.steps.flatMap((row) => parseStep(row) ?? []) : []
}

/** The steps with one more, in the order in which they began; the same list when it has that one already. */
export function withStep(steps: Step[], step: Step): Step[] {
  if (steps.some((known) => known.id === step.id)) return steps
  return [...steps, step].toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt) || a.id - b.id)
}

const detailNames: Partial<Record<keyof StepDetail, string>> = {
  operation: 'operation',
  e164_number: 'number',
  provider_number_id: 'sid',
  candidates: 'candidates',
  found: 'found',
  adopted: 'adopted',
  request_id: 'request id',
}

/** The allow-listed fields of a step that hold something, named as staff read them. */
export function detailLines({ detail }: Pick<Step, 'detail'>): [name: string, value: string][] {
  return Object.entries(detailNames).flatMap(([key, name]) => {
    const value = Object.entries(detail).find(([known]) => known === key)?.[1]
    return value === null || value === undefined ? [] : [[name, String(value)] satisfies [string, string]]
  })
}
