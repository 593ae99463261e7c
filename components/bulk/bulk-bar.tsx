'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { KeyCaps } from '@/components/ui/key-caps'
import type { StaffRole } from '@/lib/auth/roles'
import type { BulkScope } from '@/lib/bulk/scope'
import { customersWords, planWords } from '@/lib/bulk/words'
import { useBulkPreview } from '@/lib/queries/bulk/use-bulk'
import { BulkDialog, type StartBulk } from './bulk-dialog'

type Props = { userIds: readonly string[]; role: StaffRole; start: StartBulk; onClear: () => void }

/** What the selected customers would get, per kind; one button asks, and nothing happens before. */
export function BulkBar({ userIds, role, start, onClear }: Props) {
  const [open, setOpen] = useState(false)
  const may = role !== 'viewer'
  const scope: BulkScope = { kind: 'customers', user_ids: userIds.toSorted() }
  const preview = useBulkPreview(may ? scope : null, 'mend')
  return (
    <div role="region" aria-label="Selection" className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line-strong bg-raised px-6 py-1.5 max-sm:px-4">
      <span className="font-medium">{customersWords(userIds.length)} selected</span>
      <span aria-live="polite" className="text-ink-2">
        {!may ? 'Off: viewers look, operators and admins act.' : preview.data ? planWords(preview.data) : preview.isError ? 'What it would do could not be read.' : 'Looking'}
      </span>
      <span className="ml-auto flex gap-2 max-sm:w-full">
        <Button off={!may || !preview.data} onClick={() => setOpen(true)} className="max-sm:h-10 max-sm:flex-1">
          Act on {customersWords(userIds.length)}…
        </Button>
        <Button kind="quiet" onClick={onClear} className="max-sm:h-10" icon={<X aria-hidden size={14} strokeWidth={1.5} />}>
          Clear <KeyCaps keys="escape" />
        </Button>
      </span>
      {open ? <BulkDialog scope={scope} role={role} start={start} onClose={() => setOpen(false)} /> : null}
    </div>
  )
}
