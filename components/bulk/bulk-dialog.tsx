'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState, type FormEvent } from 'react'
import { DownNote } from '@/components/provider/down-note'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/input'
import { ReasonField } from '@/components/ui/reason-field'
import { Refusal } from '@/components/ui/refusal'
import { Skeleton } from '@/components/ui/skeleton'
import type { ActionError, ActionResult } from '@/lib/auth/action-result'
import type { StaffRole } from '@/lib/auth/roles'
import type { BulkPreview } from '@/lib/bulk/job'
import { PreviewRefused } from '@/lib/bulk/preview-refused'
import { bulkActions, type BulkAction, type BulkScope } from '@/lib/bulk/scope'
import { actsOf, bulkActionLabels, costWords, customersWords, planWords } from '@/lib/bulk/words'
import { useBulkPreview } from '@/lib/queries/bulk/use-bulk'

export type StartBulk = (input: {
  scope: BulkScope
  action: BulkAction
  reason: string
  expected: number
  people: string
  confirmation?: string
  idempotencyKey: string
}) => Promise<ActionResult<{ jobId: number }>>

type Props = { scope: BulkScope; role: StaffRole; start: StartBulk; onClose: () => void }

/** Count and consequences before anything happens; then a reason, and for a release its words typed. */
export function BulkDialog({ scope, role, start, onClose }: Props) {
  const router = useRouter()
  const [action, setAction] = useState<BulkAction>(scope.kind === 'bulk' ? 'retry' : 'mend')
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [starting, setStarting] = useState(false)
  const [error, setError] = useState<ActionError | null>(null)
  // Kept until an answer is known: pressing again after a lost answer then finds the same job.
  const key = useRef<string | null>(null)
  const preview = useBulkPreview(scope, action)
  const plan = preview.data
  const acts = plan ? actsOf(plan) : 0
  const phrase = `release ${acts}`

  const choose = (next: BulkAction) => {
    setAction(next)
    setError(null)
    key.current = null
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!plan || acts === 0 || starting) return
    setStarting(true)
    key.current ??= crypto.randomUUID()
    const confirmation = action === 'release' ? { confirmation: typed.trim() } : {}
    const shown = { expected: plan.total, people: plan.people }
    const result = await start({ scope, action, reason: reason.trim(), ...shown, ...confirmation, idempotencyKey: key.current }).catch(lost)
    setStarting(false)
    if (result.ok) return router.push(`/bulk/${result.value.jobId}`)
    if (result.error.code !== 'unavailable') {
      key.current = null
      // What was typed was for the preview that is gone.
      setTyped('')
    }
    setError(result.error)
    void preview.refetch()
  }

  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())} title={plan ? `Act on ${customersWords(plan.total)}` : 'Act on many customers'}>
      <form onSubmit={(event) => void submit(event)} className="mt-3 flex flex-col gap-4">
        <fieldset>
          <legend className="sr-only">What to do</legend>
          {bulkActions
            .filter((each) => each !== 'release' || role === 'admin')
            .map((each) => (
              <label key={each} className="flex h-7 cursor-pointer items-center gap-2 max-sm:h-10">
                <input type="radio" name="bulk-action" className="accent-accent" checked={each === action} onChange={() => choose(each)} />
                {bulkActionLabels[each]}
              </label>
            ))}
        </fieldset>
        <Plan plan={plan} error={preview.isError ? (preview.error instanceof PreviewRefused ? preview.error.message : 'What it would do could not be read.') : null} />
        <DownNote id="bulk-provider-note" needed={action === 'check' ? ['twilio'] : ['twilio', 'vapi']} />
        <ReasonField autoFocus value={reason} onChange={setReason} />
        {action === 'release' && acts > 0 ? (
          <Field
            label={`Type “${phrase}”. The numbers cannot be had back through the API.`}
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
            refusal={typed.trim() === phrase ? null : `Type “${phrase}” to confirm.`}
          />
        ) : null}
        {error ? <Refusal error={error} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose} className="max-sm:h-10">
            {action === 'release' ? 'Keep the numbers' : 'Leave them as they are'}
          </Button>
          <Button type="submit" kind={action === 'release' ? 'danger' : 'primary'} className="max-sm:h-10" off={!plan || acts === 0 || starting}>
            {starting ? 'Starting' : buttonWords(action, acts)}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function buttonWords(action: BulkAction, acts: number): string {
  if (action === 'release') return `Release ${acts} ${acts === 1 ? 'number' : 'numbers'}`
  return `${action === 'check' ? 'Check' : action === 'retry' ? 'Retry' : 'Mend'} ${customersWords(acts)}`
}

function Plan({ plan, error }: { plan: BulkPreview | undefined; error: string | null }) {
  if (error) return <p className="text-danger">{error}</p>
  if (!plan) return <Skeleton className="h-16 w-full opacity-50" />
  return (
    <div aria-live="polite" className="border-y border-line py-2.5">
      <p className="font-medium">{planWords(plan)}</p>
      <p className="text-ink-2">{costWords(plan)}. They are started a few at a time, other customers first.</p>
      {plan.why.length > 0 ? (
        <ul className="mt-1.5 text-sm text-ink-2">
          {plan.why.map(({ note, count }) => (
            <li key={note} className="flex gap-2">
              <span className="w-6 shrink-0 text-right">{count}</span>
              {note}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function lost(): ActionResult<never> {
  return { ok: false, error: { code: 'unavailable', message: 'No answer came. Press again: nothing is started twice.' } }
}
