'use client'

import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { StatusChip } from '@/components/status/status'
import { runSigns } from '@/components/status/vocabulary'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { AskForRun } from '@/components/verdict/use-ask'
import type { Staff } from '@/lib/auth/roles'
import { useRunDetail } from '@/lib/queries/runs/use-run-detail'
import type { RunSummary } from '@/lib/runs/summary'
import { actionLabels } from '@/lib/sentences/words'
import { SheetBody } from './sheet-body'

export type SheetProps = {
  id: number
  staff: Staff
  names: Readonly<Record<string, string>>
  summary: RunSummary | undefined
  ask: AskForRun
  onStep: (by: 1 | -1) => void
  onClose: () => void
  onCode: (code: string) => void
}

/** A run beside the list, which it pushes and never covers. */
export function RunSheet(props: SheetProps) {
  const { id, onStep, onClose } = props
  const query = useRunDetail(id)
  const run = query.data?.run
  const icon = { 'aria-hidden': true, size: 16, strokeWidth: 1.5 } as const
  return (
    <aside aria-label={`Run #${id}`} className="flex min-h-0 w-112 shrink-0 animate-appear flex-col border-l border-line-strong bg-raised [--status-cut:var(--raised)]">
      <header className="flex h-11 shrink-0 items-center gap-2.5 border-b border-line pr-3 pl-5">
        {run ? <StatusChip sign={runSigns[run.status]} /> : <Skeleton className="w-20" />}
        <h2 className="truncate font-semibold">{run ? actionLabels[run.action] : 'Run'}</h2>
        <span className="font-mono text-sm text-ink-2">#{id}</span>
        <CopyButton value={String(id)} label="run id" />
        <span className="ml-auto flex">
          <Button kind="quiet" size="sm" aria-label="Previous run" aria-keyshortcuts="k" onClick={() => onStep(-1)} icon={<ChevronUp {...icon} />} />
          <Button kind="quiet" size="sm" aria-label="Next run" aria-keyshortcuts="j" onClick={() => onStep(1)} icon={<ChevronDown {...icon} />} />
          <Button kind="quiet" size="sm" aria-label="Close" aria-keyshortcuts="Escape" onClick={onClose} icon={<X {...icon} />} />
        </span>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {query.data ? <SheetBody key={id} detail={query.data} {...props} /> : null}
        {query.data === null ? <EmptyState title="There is no run with this number">Runs are never deleted, so the number is probably mistyped.</EmptyState> : null}
        {query.isError && !query.data ? (
          <EmptyState title="The database does not answer" action={<Button onClick={() => void query.refetch()}>Try again</Button>}>
            Nothing could be read.
          </EmptyState>
        ) : null}
        {query.isPending && !query.isError ? (
          <div role="status" aria-label="Loading" className="flex flex-col gap-3 p-5">
            <Skeleton className="h-5 w-72" />
            <Skeleton className="w-48" />
            <Skeleton className="mt-4 h-40 w-full opacity-50" />
          </div>
        ) : null}
      </div>
    </aside>
  )
}
