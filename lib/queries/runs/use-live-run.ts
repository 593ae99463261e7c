'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLiveSignal } from '@/lib/realtime/live-provider'
import { isForward } from '@/lib/realtime/status-order'
import { useRefetch } from '@/lib/realtime/use-refetch'
import { useTopic } from '@/lib/realtime/use-topic'
import { parseRunChange } from '@/lib/runs/parse-run'
import { numberOf } from '@/lib/runs/step-numbers'
import { parseStepsAdded, withStep, type Step } from '@/lib/runs/step'
import { useSupabase } from '@/lib/supabase/client-provider'
import type { RunDetail } from './fetch-run-detail'
import { runKeys } from './keys'
import { runDetailOptions } from './options'

/** One run with its steps, filling in as messages of its customer arrive. */
export function useLiveRun(id: number, userId: string) {
  const supabase = useSupabase()
  const cache = useQueryClient()
  const query = useQuery(runDetailOptions(supabase, id))
  const refetch = useRefetch(() => cache.refetchQueries({ queryKey: runKeys.detail(id) }))
  const update = (change: (detail: RunDetail) => RunDetail) =>
    cache.setQueryData<RunDetail | null>(runKeys.detail(id), (detail) => detail && change(detail))

  useLiveSignal((signal) => {
    if (signal.kind === 'resync') refetch.twice()
  })
  useTopic(`ops:user:${userId}`, {
    onJoined: refetch.twice,
    onLost: () => undefined,
    onMessage: (event, payload) => {
      if (event === 'steps_added') update((detail) => parseStepsAdded(payload).reduce(addStep, detail))
      if (event === 'run_changed') update((detail) => changeRun(detail, payload))
      refetch.once()
    },
  })
  return { query, refetch: refetch.once }
}

function addStep(detail: RunDetail, step: Step): RunDetail {
  if (step.runId !== detail.run.id) return detail
  const steps = withStep(detail.steps, step)
  return steps === detail.steps ? detail : { ...detail, steps, run: { ...detail.run, e164: numberOf(steps, detail.run.e164) } }
}

function changeRun(detail: RunDetail, payload: unknown): RunDetail {
  const change = parseRunChange(payload)
  if (!change || change.id !== detail.run.id || !isForward(detail.run, change)) return detail
  // The message does not say when the step began: now is nearer than the step before.
  const currentStepAt = change.currentStep === detail.run.currentStep ? detail.run.currentStepAt : change.updatedAt
  return { ...detail, run: { ...detail.run, ...change, currentStepAt } }
}
