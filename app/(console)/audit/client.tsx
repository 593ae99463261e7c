'use client'

import { useQueryStates } from 'nuqs'
import { useMemo, useState } from 'react'
import { AuditFilters } from '@/components/audit/audit-filters'
import { AuditTable } from '@/components/audit/audit-table'
import { EntryDialog } from '@/components/audit/entry-dialog'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { Failure } from '@/components/shell/failure'
import { StaleNotice } from '@/components/shell/stale-notice'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { AuditEntry } from '@/lib/audit/entry'
import { auditFilterOf } from '@/lib/audit/period'
import { useLiveAudit } from '@/lib/queries/audit/use-live-audit'
import { auditSearchParams } from './search-params'

/** Every action by anybody, newest first. */
export function AuditClient({ self, openedAt }: { self: string; openedAt: string }) {
  const [params, setParams] = useQueryStates(auditSearchParams)
  const filter = useMemo(() => auditFilterOf(params, new Date(openedAt)), [params, openedAt])
  const { list, counts, refetch } = useLiveAudit(filter)
  const [shown, setShown] = useState<AuditEntry | null>(null)
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const narrowed = filter.action !== null || filter.staff !== null || filter.subject !== null || params.period !== 'all'

  return (
    <div className="grid h-full grid-rows-[auto_auto_minmax(0,1fr)_auto]">
      <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-6 py-2 max-sm:px-4">
        <h1 className="text-md font-semibold max-sm:text-lg">Audit</h1>
        <AuditFilters params={params} counts={counts.data} self={self} onChange={(next) => void setParams(next)} />
      </div>
      <div>
        <StaleNotice onReload={refetch} />
        {list.isError && list.data ? <Failure title="The newest actions could not be read" onRetry={refetch} /> : null}
      </div>
      <div className="overflow-y-auto overscroll-contain">
        {list.isPending ? <TableSkeleton /> : null}
        {list.isError && !list.data ? <Failure title="The audit trail could not be read" onRetry={refetch} /> : null}
        {list.data && rows.length === 0 ? <Nothing narrowed={narrowed} onClear={() => void setParams({ action: null, staff: null, customer: null, period: 'all' })} /> : null}
        {rows.length > 0 ? <AuditTable rows={rows} self={self} onOpen={setShown} /> : null}
        {list.hasNextPage ? (
          <div className="flex justify-center p-3">
            <Button off={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {list.isFetchingNextPage ? 'Reading older actions' : 'Show older actions'}
            </Button>
          </div>
        ) : null}
      </div>
      <footer className="flex h-8 items-center gap-4 border-t border-line px-6 text-sm text-ink-2 max-sm:px-4">
        <span>
          <strong className="font-medium text-ink">{(counts.data?.total ?? rows.length).toLocaleString('en-US')}</strong>{' '}
          {counts.data?.total === 1 ? 'action' : 'actions'}
        </span>
      </footer>
      <EntryDialog entry={shown} self={self} onClose={() => setShown(null)} />
    </div>
  )
}

function Nothing({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  if (!narrowed) return <EmptyState title="Nobody has done anything yet">What staff do is listed here by itself.</EmptyState>
  return (
    <EmptyState title="No action matches" action={<Button onClick={onClear}>Show all actions</Button>}>
      Others are there without these filters.
    </EmptyState>
  )
}
