'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { KeyCaps } from '@/components/ui/key-caps'
import type { StaffRole } from '@/lib/auth/roles'
import type { BulkScope } from '@/lib/bulk/scope'
import { customersWords, planWords } from '@/lib/bulk/words'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'
import { useBulkPreview } from '@/lib/queries/bulk/use-bulk'
import { BulkDialog, type StartBulk } from './bulk-dialog'

type Props = { userIds: readonly string[]; role: StaffRole; start: StartBulk; onClear: () => void }

/** What the selected customers would get, per kind; one button asks, and nothing happens before. */
export function BulkBar({ userIds, role, start, onClear }: Props) {
  const [open, setOpen] = useState(false)
  const may = role !== 'viewer'
  const scope: BulkScope = { kind: 'customers', user_ids: userIds.toSorted() }
  const preview = useBulkPreview(may ? scope : null, 'mend')
  const why = may ? null : 'Off: viewers look, operators and admins act.'
  const label = `Act on ${customersWords(userIds.length)}…`
  useShortcuts('Selection', [{ keys: 'b', label, run: () => setOpen(true), off: why ?? undefined }])
  return (
    <div role="region" aria-label="Selection" className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line-strong bg-raised px-6 py-1.5 max-sm:px-4">
      <span className="font-medium">{customersWords(userIds.length)} selected</span>
      <span aria-live="polite" className="text-ink-2">
        {why ?? (preview.data ? planWords(preview.data) : preview.isError ? 'What it would do could not be read.' : 'Looking')}
      </span>
      <span className="ml-auto flex gap-2 max-sm:w-full">
        <Button off={why !== null} aria-keyshortcuts="b" onClick={() => setOpen(true)} className="max-sm:h-10 max-sm:flex-1">
          {label} <KeyCaps keys="b" />
        </Button>
        <Button kind="quiet" onClick={onClear} className="max-sm:h-10" icon={<X aria-hidden size={14} strokeWidth={1.5} />}>
          Clear <KeyCaps keys="escape" />
        </Button>
      </span>
      {open ? <BulkDialog scope={scope} role={role} start={start} onClose={() => setOpen(false)} /> : null}
    </div>
  )
}
