'use client'

import { useState } from 'react'
import { StatusChip } from '@/components/status/status'
import { watchSign } from '@/components/status/vocabulary'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import type { ActionResult } from '@/lib/auth/action-result'
import { formatCount } from '@/lib/format/count'
import { formatWord } from '@/lib/format/words'
import { useActivationPreview } from '@/lib/queries/rollout/use-rollout-reads'
import type { ActivationPreview, Fate } from '@/lib/rollout/preview'
import { ReasonForm } from './reason-form'

export type Activate = (input: { projectRef: string; reason: string }) => Promise<ActionResult<null>>
type Props = { projectRef: string; mayChange: boolean; activate: Activate }

const fates: Record<Fate, { label: string; meaning: string }> = {
  acquire: { label: 'Get a number', meaning: 'In the rollout and without a number: one is bought for each, at the limited rate.' },
  old_system: { label: 'Go to the old system', meaning: 'Paying, but outside the rollout: their next event is handed over.' },
  left_alone: { label: 'Are left alone', meaning: 'A number of the old system, another provider, or rows that contradict each other.' },
  ours: { label: 'Have our number', meaning: 'Already in the ledger: looked after as their subscription says.' },
  nothing: { label: 'Need nothing', meaning: 'Not paying, or no current subscription.' },
}
const order: Fate[] = ['acquire', 'old_system', 'left_alone', 'ours', 'nothing']

/** A fresh install only watches. Before anybody activates it: what would happen to whom. */
export function ActivationSection({ projectRef, mayChange, activate }: Props) {
  const preview = useActivationPreview()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <section aria-label="Activation" className="mt-4 rounded-lg border border-line-strong bg-raised p-4">
      <StatusChip sign={watchSign} />
      <h2 className="mt-3 text-sentence font-semibold text-balance">Switchboard only watches: nothing is bought, changed or released yet.</h2>
      <p className="mt-1 text-ink-2">This is what activation would do, counted over the customers as they are now.</p>
      {preview.isError ? <p className="mt-3 text-danger">The report could not be read. Nothing was changed.</p> : null}
      {preview.isPending ? <Skeleton className="my-6 w-2/3" /> : null}
      {preview.data ? <Report preview={preview.data} /> : null}
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button kind="primary" size="lg" off={!mayChange || !preview.data} onClick={() => setOpen(true)} className="max-sm:h-10 max-sm:w-full">
          Activate…
        </Button>
        {mayChange ? null : <span className="text-ink-2">Off: only admins activate Switchboard.</span>}
      </div>
      <ActivateDialog open={open} onClose={close} projectRef={projectRef} activate={activate} />
    </section>
  )
}

function Report({ preview }: { preview: ActivationPreview }) {
  const byFate = new Map(preview.fates.map((each) => [each.fate, each]))
  return (
    <>
      <dl className="mt-3 border-t border-line">
        {order.map((fate) => {
          const found = byFate.get(fate)
          return (
            <div key={fate} className="grid grid-cols-[minmax(120px,1fr)_80px_minmax(0,3fr)] items-baseline gap-x-3 border-b border-line py-2 max-sm:grid-cols-[1fr_auto]">
              <dt>{fates[fate].label}</dt>
              <dd className="text-right font-medium">{formatCount(found?.count ?? 0)}</dd>
              <dd className="min-w-0 text-ink-2 max-sm:col-span-2">
                {fates[fate].meaning}
                {found && found.count > 0 ? (
                  <details className="text-sm">
                    <summary className="cursor-pointer text-accent-ink">Who and why</summary>
                    <p>{Object.entries(found.reasons).map(([reason, count]) => `${formatWord(reason)}: ${formatCount(count)}`).join(', ')}</p>
                    <p className="break-words">{found.sample.map((person) => person.email ?? person.user_id).join(', ')}{found.count > found.sample.length ? ' and others' : ''}</p>
                  </details>
                ) : null}
              </dd>
            </div>
          )
        })}
      </dl>
      {preview.read < preview.users ? (
        <p className="mt-2 text-caution">
          {formatCount(preview.read)} of {formatCount(preview.users)} subscribers are read so far; the sweep reads the rest.
        </p>
      ) : null}
    </>
  )
}

function ActivateDialog({ open, onClose, projectRef, activate }: { open: boolean; onClose: () => void; projectRef: string; activate: Activate }) {
  const [ref, setRef] = useState(projectRef)
  return (
    <Dialog open={open} onOpenChange={onClose} title="Activate Switchboard?">
      <p className="mt-2 text-ink-2">From now on runs act. Only functions of the project named here may use this database; a copy of it stays harmless.</p>
      <ReasonForm
        key={String(open)}
        label="Activate"
        keep="Keep watching"
        act={(reason) => activate({ projectRef: ref.trim(), reason })}
        onDone={onClose}
        onCancel={onClose}
      >
        <Field
          label="Project reference"
          mono
          value={ref}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setRef(event.target.value)}
          refusal={ref.trim() === '' ? 'Name the project whose functions may act.' : null}
        />
      </ReasonForm>
    </Dialog>
  )
}
