'use client'

import { ArrowUp, ListFilter, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { BulkBar } from '@/components/bulk/bulk-bar'
import { BulkDialog } from '@/components/bulk/bulk-dialog'
import { columnChoices, customerRowHeight, shownColumns } from '@/components/customers/columns'
import { CustomerChips } from '@/components/customers/customer-chips'
import { CustomerFacets } from '@/components/customers/customer-facets'
import { CustomerList } from '@/components/customers/customer-list'
import { CustomerTabs } from '@/components/customers/customer-tabs'
import { useReturn } from '@/components/customers/use-return'
import { useSelection } from '@/components/customers/use-selection'
import { ColumnMenu } from '@/components/data-table/column-menu'
import { ExportForm } from '@/components/data-table/export-form'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { useMedia } from '@/components/runs/use-media'
import { Failure } from '@/components/shell/failure'
import { StaleNotice } from '@/components/shell/stale-notice'
import { customerSigns } from '@/components/status/vocabulary'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { Staff } from '@/lib/auth/roles'
import { cn } from '@/lib/cn'
import { hereNow, rememberTrail } from '@/lib/customers/trail'
import { noCustomerFilter, shortestText, tabOfStatuses, toggleWord, toQuery, type CustomerFacet, type CustomerFilter } from '@/lib/customers/filter'
import { formatCount } from '@/lib/format/count'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'
import { useHeldCustomers } from '@/lib/queries/customers/use-held-customers'
import { useLiveCustomers } from '@/lib/queries/customers/use-live-customers'
import { startBulk } from '../bulk/actions'
import { customerSearchParams, filterOf, paramsOf } from './search-params'
import { CustomersEmpty, CustomersFooter } from './states'

/** The customers: tabs, facets and list are one selection, and its counts are its rows. */
export function CustomersClient({ staff }: { staff: Staff }) {
  const [params, setParams] = useQueryStates(customerSearchParams)
  const [text, setText] = useState('')
  const settled = useDeferredValue(text.trim().length >= shortestText ? text.trim() : '')
  const filter = useMemo(() => filterOf(params, settled), [params, settled])
  const { sort, columns } = params
  const scope = JSON.stringify([filter, sort])
  const { list, counts, refetch } = useLiveCustomers(filter, sort)
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const held = useHeldCustomers({ scope, rows, pages: list.data?.pages.length ?? 0, settled: list.data !== undefined && !list.isPlaceholderData })
  const total = counts.isPlaceholderData ? undefined : counts.data?.total
  const selection = useSelection(scope, total ?? 0)
  const router = useRouter()
  const scroller = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const [facets, setFacets] = useState(true)
  const [sheet, setSheet] = useState(false)
  const [asking, setAsking] = useState(false)
  const small = useMedia('(max-width: 767px)')
  // Without the room for both, the sentences are worth more than the facets: those open over the list.
  const folded = useMedia('(max-width: 1279px)')

  const change = (next: CustomerFilter) => {
    scroller.current?.scrollTo({ top: 0 })
    void setParams(paramsOf(next))
    if (next.text === '') setText('')
  }
  const reload = () => {
    held.release()
    refetch()
  }
  const step = (by: 1 | -1) => {
    const at = held.shown.findIndex((row) => row.userId === current)
    const next = held.shown[at === -1 ? 0 : Math.min(held.shown.length - 1, Math.max(0, at + by))]
    if (!next) return
    setCurrent(next.userId)
    requestAnimationFrame(() => document.querySelector(`[data-customer="${next.userId}"]`)?.scrollIntoView({ block: 'nearest' }))
  }
  const none = current === null ? 'Off: no customer is marked.' : undefined
  useShortcuts('Customers', [
    { keys: 'j', label: 'Next customer', run: () => step(1), repeats: true },
    { keys: 'k', label: 'Previous customer', run: () => step(-1), repeats: true },
    { keys: 'enter', label: 'Open the customer', run: () => current && router.push(`/customers/${current}`), off: none },
    { keys: 'x', label: 'Select the customer', run: () => current && selection.toggle(current), off: none },
    { keys: 'escape', label: 'Clear the selection', run: selection.clear },
    { keys: '/', label: 'Filter the customers', run: () => field.current?.focus() },
    { keys: 'mod+b', label: facets ? 'Hide the facets' : 'Show the facets', run: () => (folded ? setSheet(!sheet) : setFacets(!facets)), whileTyping: true },
  ])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const tab = tabOfStatuses(filter.status)
  // Before the list is remembered anew, which forgets where it was left.
  useReturn({ shown: held.shown, scroller, rowHeight: small ? customerRowHeight.narrow : customerRowHeight.wide, onText: setText, onRow: setCurrent })
  // A customer's page steps through the list that one came from.
  useEffect(() => {
    const label = tab === null || tab === 'all' ? 'All' : customerSigns[tab].word
    const ids = held.shown.map((row) => row.userId)
    if (ids.length > 0) rememberTrail({ label, href: hereNow(), total: total ?? ids.length, ids, text: settled, left: null })
  }, [held.shown, tab, total, settled])
  const facetList = <CustomerFacets filter={filter} counts={counts.data} onToggle={(facet: CustomerFacet, word: string) => change({ ...filter, [facet]: toggleWord(filter[facet], word) })} />

  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_auto_minmax(0,1fr)_auto_auto]">
      <div className="flex h-11 items-center gap-x-6 border-b border-line px-6 max-sm:h-auto max-sm:flex-wrap max-sm:gap-x-4 max-sm:px-4 max-sm:pt-2.5">
        <h1 className="text-md font-semibold max-sm:text-lg">Customers</h1>
        <CustomerTabs tab={tab} counts={counts.data} onChange={(next) => change({ ...filter, status: next === 'all' ? [] : [next] })} />
      </div>
      <div className="flex min-h-11 flex-wrap items-center gap-2 border-b border-line px-6 py-2 max-sm:px-4">
        <div className="relative w-50 max-sm:min-w-0 max-sm:flex-1">
          <Search aria-hidden size={14} strokeWidth={1.5} className="pointer-events-none absolute top-1.75 left-2.5 text-ink-3 max-sm:top-3" />
          <input
            ref={field}
            type="search"
            aria-label="Filter these customers by e-mail or number"
            aria-keyshortcuts="/"
            autoComplete="off"
            spellCheck={false}
            placeholder={total === undefined || total < 2 ? 'Filter these' : `Filter these ${formatCount(total)}`}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') {
                setText('')
                field.current?.blur()
              }
              // On to the list, whose keys are letters.
              if (event.key === 'Enter' || event.key === 'ArrowDown') {
                event.preventDefault()
                field.current?.blur()
                setCurrent(held.shown[0]?.userId ?? null)
              }
            }}
            className="h-7 w-full rounded-md border border-line-strong bg-raised pr-2 pl-8 max-sm:h-10 max-sm:text-[16px]"
          />
        </div>
        <CustomerChips filter={filter} onChange={change} />
        <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:ml-0">
          <span aria-live="polite">
            {held.waiting > 0 ? (
              <Button kind="link" icon={<ArrowUp aria-hidden size={14} strokeWidth={1.5} />} onClick={held.release}>
                {formatCount(held.waiting)} new
              </Button>
            ) : null}
          </span>
          <Button className={cn('max-sm:h-10', facets && 'xl:hidden')} icon={<ListFilter aria-hidden size={14} strokeWidth={1.5} />} onClick={() => (folded ? setSheet(true) : setFacets(true))}>
            {folded ? 'Filters' : 'Facets'}
          </Button>
          <span className="flex gap-2 max-sm:hidden">
            <ColumnMenu columns={columnChoices} chosen={columns} onChange={(next) => void setParams({ columns: next })} />
            <ExportForm of="customers" filter={() => toQuery(filter)} />
          </span>
        </div>
      </div>
      <div>
        <StaleNotice onReload={refetch} />
        {list.isError && list.data ? <Failure title="The newest state of the customers could not be read" onRetry={refetch} /> : null}
      </div>
      <div className="flex min-h-0">
        {facets && !folded ? <div className="w-46 shrink-0 overflow-y-auto border-r border-line pr-3 pl-6 max-xl:hidden">{facetList}</div> : null}
        <div ref={scroller} className="@container relative min-w-0 flex-1 overflow-y-auto overscroll-contain">
          {list.isPending ? <TableSkeleton /> : null}
          {list.isError && !list.data ? <Failure title="The customers could not be read" onRetry={refetch} /> : null}
          {list.data && held.shown.length === 0 && held.waiting === 0 ? (
            <CustomersEmpty filter={filter} counts={counts.data} onClear={() => change({ ...noCustomerFilter, status: filter.status })} onAll={() => change(noCustomerFilter)} />
          ) : null}
          {held.shown.length > 0 ? (
            <div className={cn(list.isPlaceholderData && 'opacity-60')}>
              <CustomerList
                rows={held.shown}
                changed={held.changed}
                columns={shownColumns(columns, true)}
                scroller={scroller}
                sort={sort}
                onSort={(next) => void setParams({ sort: next })}
                current={current}
                selection={selection}
                onEnd={more}
                narrow={small}
              />
            </div>
          ) : null}
          {hasNextPage ? <p className="py-2 text-center text-sm text-ink-3">{isFetchingNextPage ? 'Reading more customers' : ''}</p> : null}
        </div>
      </div>
      <div>
        {selection.ids !== null && selection.ids.length > 0 ? (
          <>
            <BulkBar userIds={selection.ids} role={staff.role} start={startBulk} onClear={selection.clear} />
            {total !== undefined && total > selection.count && staff.role !== 'viewer' ? (
              <div className="border-t border-line bg-raised px-6 py-1 max-sm:px-4">
                <Button kind="link" className="-ml-2.5" onClick={() => setAsking(true)}>
                  Act on all {formatCount(total)} that match…
                </Button>
              </div>
            ) : null}
          </>
        ) : null}
      </div>
      <CustomersFooter total={total} attention={tab === 'needs_attention'} changed={held.changed.size} onReload={reload} />
      <Dialog open={folded && sheet} onOpenChange={setSheet} title="Filters" side="left">
        <div className="h-full overflow-y-auto px-4">{facetList}</div>
      </Dialog>
      {asking ? <BulkDialog scope={{ kind: 'matching', filter: toQuery(filter) }} role={staff.role} start={startBulk} onClose={() => setAsking(false)} /> : null}
    </div>
  )
}
