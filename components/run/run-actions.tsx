'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { toast } from 'sonner'
import { DownNote } from '@/components/provider/down-note'
import { StatusIcon } from '@/components/status/status-icon'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/auth/action-result'
import type { Run } from '@/lib/runs/run'
import { primaryAction, type Availability } from '@/lib/sentences/retry-availability'

export type Ask = { userId: string; action: 'retry' | 'check'; idempotencyKey: string }
export type AskForRun = (ask: Ask) => Promise<ActionResult<{ runId: number }>>

const words = {
  retry: { idle: 'Retry', busy: 'Asking', not: 'Not retried' },
  check: { idle: 'Check first', busy: 'Asking', not: 'Not checked' },
} as const

/** The one action of a run. What came of it is told by the run that it starts, never by this button. */
export function RunActions({ run, availability, ask }: { run: Run; availability: Availability; ask: AskForRun }) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  // Kept until an answer is known: pressing again after a lost answer then finds the same run.
  const key = useRef<string | null>(null)
  const action = primaryAction(run)

  const press = async () => {
    setAsking(true)
    key.current ??= crypto.randomUUID()
    const result = await ask({ userId: run.userId, action, idempotencyKey: key.current }).catch(lost)
    setAsking(false)
    if (!result.ok && result.error.code === 'unavailable') return void toast.error(words[action].not, { description: result.error.message })
    key.current = null
    if (!result.ok) return void toast.warning(words[action].not, { description: result.error.message })
    toast.info(`Run #${result.value.runId} started`, { description: 'It shows its own result.' })
    router.push(`/runs/${result.value.runId}`)
  }

  return (
    <div className="flex flex-col gap-2">
      <Button
        kind={run.status === 'failed' ? 'primary' : 'secondary'}
        size="lg"
        className="max-sm:h-10 max-sm:w-full"
        off={!availability.on || asking}
        aria-describedby="action-note provider-note"
        icon={asking ? <StatusIcon shape="turning" /> : undefined}
        onClick={() => void press()}
      >
        {asking ? words[action].busy : words[action].idle}
      </Button>
      <DownNote id="provider-note" />
    </div>
  )
}

function lost(): ActionResult<never> {
  return { ok: false, error: { code: 'unavailable', message: 'No answer came. Press again: nothing is started twice.' } }
}
