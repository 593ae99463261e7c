'use client'

import { useState } from 'react'
import { StatusIcon } from '@/components/status/status-icon'
import { Button } from '@/components/ui/button'
import type { ActionResult } from '@/lib/auth/action-result'
import { useRolloutPreview } from '@/lib/queries/rollout/use-rollout-reads'
import { describeChange } from '@/lib/rollout/change-words'
import { directionOf, whyNot, type Draft } from '@/lib/rollout/draft'
import { formatShareExact } from '@/lib/rollout/share'
import type { RolloutChange, RolloutStatus } from '@/lib/rollout/status'
import { sayWho } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'
import { ChangeControls } from './change-controls'
import { PreviewLegend, PreviewTable } from './preview-table'
import { ShareSlider } from './share-slider'
import { useSave } from './use-save'
import { useSettled } from './use-settled'

export type SavePercentage = (input: { percentageBp: number; version: number; reason: string }) => Promise<ActionResult<null>>
type Props = { status: RolloutStatus; newest: RolloutChange | undefined; mayChange: boolean; save: SavePercentage }

/** Considering another percentage: nothing is saved before its consequences were on the screen. */
export function ChangeSection({ status, newest, mayChange, save: act }: Props) {
  const self = useSelf()
  const [draft, setDraft] = useState<Draft | null>(null)
  const [reason, setReason] = useState('')
  const { save, saving, error, clear } = useSave()
  const nowBp = status.percentage_bp
  const bp = draft?.bp ?? nowBp
  const preview = useRolloutPreview(useSettled(bp, 200))
  const choose = (next: number) => {
    clear()
    setDraft((old) => ({ bp: next, version: old?.version ?? status.version }))
  }
  const discard = () => {
    clear()
    setDraft(null)
    setReason('')
  }
  const off = draft ? whyNot({ draft, nowBp, version: status.version, holding: status.guard.state === 'holding', mayChange }) : null
  const submit = async () => {
    if (draft && (await save(() => act({ percentageBp: draft.bp, version: draft.version, reason: reason.trim() })))) discard()
  }
  const overtaken = draft !== null && draft.version !== status.version

  return (
    <section aria-label="Change" className="border-t border-line py-4">
      <ChangeControls bp={bp} nowBp={nowBp} off={!mayChange} note={draft ? 'Nothing is saved yet' : null} onChoose={choose} />
      <ShareSlider nowBp={nowBp} bp={bp} off={!mayChange} onChange={choose} />
      <PreviewLegend preview={preview.data} />
      {preview.isError ? <p className="mt-3 text-danger">The preview could not be counted. Nothing was changed.</p> : null}
      {draft && preview.data ? <PreviewTable preview={preview.data} counting={preview.isPlaceholderData || preview.data.percentage_bp !== bp} /> : null}
      {!mayChange ? <p className="mt-3 text-ink-2">Off: only admins change the rollout.</p> : null}
      {draft && mayChange ? (
        <>
          {overtaken && newest ? (
            <p role="status" className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-caution-line bg-caution-tint px-3 py-2">
              <StatusIcon shape="half-diamond" className="text-caution" />
              <span className="min-w-0 flex-1">
                {sayWho({ id: newest.changed_by, name: newest.changed_name }, self)} changed the rollout while you were editing: {describeChange(newest)}. {newest.reason}
              </span>
              <Button size="sm" onClick={() => setDraft({ bp: draft.bp, version: status.version })}>
                Go on from there
              </Button>
            </p>
          ) : null}
          <div className="mt-3 flex flex-wrap gap-2">
            <input
              aria-label="Reason, shown in the history"
              placeholder="Reason, shown in the history"
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
              className="h-7 min-w-0 flex-1 basis-60 rounded-md max-sm:basis-full border border-line-strong bg-raised px-2.5 max-sm:h-10 max-sm:text-[16px]"
            />
            <Button onClick={discard} className="max-sm:h-10 max-sm:flex-1">Discard</Button>
            <Button kind="primary" className="max-sm:h-10 max-sm:flex-1" off={off !== null || reason.trim() === '' || saving} onClick={() => void submit()} aria-describedby="save-note">
              {saving ? 'Saving' : `${directionOf(draft, nowBp) === 'lower' ? 'Lower' : 'Raise'} to ${formatShareExact(draft.bp)}%`}
            </Button>
          </div>
          <p id="save-note" aria-live="polite" className="mt-2 flex min-h-5 items-center gap-1.5 text-sm text-ink-2">
            {error ? <span className="text-danger">{error.message}</span> : (off ?? (reason.trim() === '' ? 'Off until you say why.' : null))}
          </p>
        </>
      ) : null}
    </section>
  )
}
