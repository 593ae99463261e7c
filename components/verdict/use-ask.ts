'use client'

import { useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import { tellRefusal } from '@/components/ui/tell-refusal'
import type { ActionError, ActionResult } from '@/lib/auth/action-result'
import { formatDuration } from '@/lib/format/duration'
import { hasEnded, type Run } from '@/lib/runs/run'
import { runSentence } from '@/lib/sentences/run-sentence'
import { actionLabels } from '@/lib/sentences/words'
import type { CustomerAction } from '@/lib/verdict/verdict'
import { notDone } from './action-words'

export type AskInput = { userId: string; action: CustomerAction; reason?: string; idempotencyKey: string }
export type AskForRun = (input: AskInput) => Promise<ActionResult<{ runId: number }>>

type Options = { userId: string; runs: readonly Run[]; e164: string | null; ask: AskForRun; onAnswer: () => void; onStarted?: (runId: number) => void }

/** Asks for an action and tells what came of it: a refusal from its answer, a result only from the run itself. */
export function useAsk({ userId, runs, e164, ask, onAnswer, onStarted }: Options) {
  const [asking, setAsking] = useState<CustomerAction | null>(null)
  // What a dialog that is open must say itself: a message beneath it is out of reach.
  const [failure, setFailure] = useState<ActionError | null>(null)
  // One press, one key, until an answer is known: pressing again after a lost answer then finds the same run.
  const press = useRef<{ action: CustomerAction; reason: string | undefined; key: string } | null>(null)
  const results = useResults(runs, e164)

  const run = async (action: CustomerAction, reason?: string): Promise<'done' | 'refused' | 'again'> => {
    if (asking) return 'again'
    setAsking(action)
    setFailure(null)
    if (press.current?.action !== action || press.current.reason !== reason) press.current = { action, reason, key: crypto.randomUUID() }
    const result = await ask({ userId, action, ...(reason ? { reason } : {}), idempotencyKey: press.current.key }).catch(lost)
    setAsking(null)
    onAnswer()
    if (result.ok) {
      press.current = null
      results.follow(result.value.runId)
      onStarted?.(result.value.runId)
      return 'done'
    }
    const { code } = result.error
    if (code !== 'unavailable') press.current = null
    const again = code === 'unavailable' || code === 'signed_out'
    if (again && reason !== undefined) setFailure(result.error)
    else tellRefusal(notDone[action], result.error)
    return again ? 'again' : 'refused'
  }
  return { asking, failure, forget: () => setFailure(null), run }
}

function lost(): ActionResult<never> {
  return { ok: false, error: { code: 'unavailable', message: 'No answer came. Press again: nothing is started twice.' } }
}

/** Says what the runs that were asked for here came to, once each. */
function useResults(runs: readonly Run[], e164: string | null) {
  const [followed, setFollowed] = useState<readonly number[]>([])
  useEffect(() => {
    const ended = runs.filter((run) => followed.includes(run.id) && hasEnded(run.status))
    if (ended.length === 0) return
    setFollowed((ids) => ids.filter((id) => !ended.some((run) => run.id === id)))
    for (const run of ended) tell(run, e164)
  }, [runs, followed, e164])
  return { follow: (id: number) => setFollowed((ids) => [...ids, id]) }
}

function tell(run: Run, e164: string | null): void {
  const kind = run.status === 'succeeded' ? 'success' : run.status === 'failed' ? 'error' : 'info'
  const seconds = run.finishedAt ? `, ${formatDuration(Date.parse(run.finishedAt) - Date.parse(run.createdAt))}` : ''
  toast[kind](runSentence({ ...run, e164 }), { description: `${actionLabels[run.action]}, run #${run.id}${seconds}` })
}
