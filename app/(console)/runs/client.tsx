'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowUp, ListFilter } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useCallback, useMemo, useRef, useState } from 'react'
import { BulkBar } from '@/components/bulk/bulk-bar'
import { BulkDialog } from '@/components/bulk/bulk-dialog'
import { runColumnChoices, shownRunColumns } from '@/components/runs/columns'
import { ErrorCodes } from '@/components/runs/error-codes'
import { FacetList } from '@/components/runs/facet-list'
import { FilterChips } from '@/components/runs/filter-chips'
import { FilterField } from '@/components/runs/filter-field'
import { HistogramSection } from '@/components/runs/histogram-section'
import { RangeChoice } from '@/components/runs/range-choice'
import { RunLog } from '@/components/runs/run-log'
import { RunSheet } from '@/components/runs/run-sheet'
import { RunTabs } from '@/components/runs/run-tabs'
import { RunsFooter } from '@/components/runs/runs-footer'
import { useMedia } from '@/components/runs/use-media'
import { StaleNotice } from '@/components/shell/stale-notice'
import { ColumnMenu } from '@/components/data-table/column-menu'
import { ExportForm } from '@/components/data-table/export-form'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { KeyCaps } from '@/components/ui/key-caps'
import type { Staff } from '@/lib/auth/roles'
import type { BulkScope } from '@/lib/bulk/scope'
import { cn } from '@/lib/cn'
import { formatCount } from '@/lib/format/count'
import { useShortcuts } from '@/lib/keyboard/keyboard-provider'
import { staffNamesOptions } from '@/lib/queries/staff/options'
import { isNarrowed, noFilter, toggleWord, type FacetKey, type RunFilter } from '@/lib/runs/filter'
import { addTerms, type FilterTerm } from '@/lib/runs/filter-text'
import { toFrozenFilter } from '@/lib/runs/scope'
import { runTabFilters, tabOf } from '@/lib/runs/tabs'
import { rangeSpecs } from '@/lib/runs/window'
import { useSupabase } from '@/lib/supabase/client-provider'
import { startBulk } from '../bulk/actions'
import { askForRun } from './[id]/actions'
import { RunsEmpty, RunsFailure } from './states'
import { useRunsPage } from './use-runs-page'

const noneSelected: ReadonlySet<string> = new Set()

/** The runs: tabs, filter, histogram, errors by code and the log are one selection; a run opens beside them. */
export function RunsClient({ staff }: { staff: Staff }) {
  const page = useRunsPage()
  const { scope, rows, list, follow } = page
  const { filter } = scope
  const summary = page.summary.data
  const names = useQuery(staffNamesOptions(useSupabase())).data ?? {}
  const router = useRouter()
  const field = useRef<HTMLInputElement>(null)
  const [facets, setFacets] = useState<boolean | null>(null)
  const [current, setCurrent] = useState<number | null>(null)
  const wide = useMedia('(min-width: 1600px)')
  const docks = useMedia('(min-width: 1024px)')
  const small = useMedia('(max-width: 767px)')
  // Without the room for both, the sentences are worth more than the facets: those open over the log.
  const folded = useMedia('(max-width: 1279px)')
  const sheet = docks ? page.run : null
  // Below 1600 the facets make room for the sheet, unless they were asked for.
  const showFacets = facets ?? (sheet === null || wide)

  const columns = useMemo(() => shownRunColumns(page.columns), [page.columns])
  // Another filter begins with nobody: no button acts on customers whom the list does not show.
  const [selection, setSelection] = useState({ scope, users: noneSelected })
  const selected = selection.scope === scope ? selection.users : noneSelected
  const [bulk, setBulk] = useState<BulkScope | null>(null)
  const select = useCallback((userId: string) => setSelection((old) => ({ scope, users: new Set(toggleWord(old.scope === scope ? [...old.users] : [], userId)) })), [scope])
  const selectNobody = () => setSelection({ scope, users: noneSelected })
  const actOnAll = () => setBulk({ kind: 'runs', filter: toFrozenFilter(scope, Date.now()) })
  const toggle = (key: FacetKey, word: string) => page.setFilter({ ...filter, [key]: toggleWord<string>(filter[key], word) })
  const toggleCode = (code: string) => page.setFilter({ ...filter, code: toggleWord(filter.code, code) })
  const addAll = (terms: readonly FilterTerm[]) => {
    const run = terms.find((term) => term.key === 'run')
    const next: RunFilter = addTerms(filter, terms)
    if (JSON.stringify(next) !== JSON.stringify(filter)) page.setFilter(next)
    if (run) open(Number(run.value))
  }
  const open = (id: number) => {
    setCurrent(id)
    if (docks) page.setRun(id)
    else router.push(`/runs/${id}`)
  }
  const close = () => {
    const id = page.run
    page.setRun(null)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-run="${id}"]`)?.focus())
  }
  const marked = sheet ?? current
  const step = (by: 1 | -1) => {
    const at = rows.findIndex((row) => row.id === marked)
    const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]
    if (!next) return
    setCurrent(next.id)
    if (sheet !== null) page.setRun(next.id)
    requestAnimationFrame(() => document.querySelector(`[data-run="${next.id}"]`)?.closest('tr')?.scrollIntoView({ block: 'nearest' }))
  }
  const clear = () => {
    page.setBrush(null)
    page.setFilter(noFilter)
  }
  const narrowed = isNarrowed(filter) || scope.brush !== null
  useShortcuts('Runs', [
    { keys: 'j', label: 'Next run', run: () => step(1), repeats: true },
    { keys: 'k', label: 'Previous run', run: () => step(-1), repeats: true },
    { keys: 'enter', label: 'Open the run', run: () => (marked === null ? undefined : open(marked)), off: marked === null ? 'Off: no run is marked.' : undefined },
    {
      keys: 'escape',
      label: sheet !== null ? 'Close the run' : selected.size > 0 ? 'Clear the selection' : 'Clear the filter',
      run: () => (sheet !== null ? close() : selected.size > 0 ? selectNobody() : narrowed ? clear() : undefined),
    },
    {
      keys: 'x',
      label: 'Select the customer of the run',
      run: () => select(rows.find((row) => row.id === marked)?.userId ?? ''),
      off: staff.role === 'viewer' ? 'Off: viewers look, operators and admins act.' : rows.some((row) => row.id === marked) ? undefined : 'Off: no run is marked.',
    },
    { keys: '/', label: 'Filter the runs', run: () => field.current?.focus() },
    { keys: 'mod+j', label: follow.on ? 'Stop following' : 'Follow new runs', run: page.toggleFollow, whileTyping: true },
    { keys: 'mod+b', label: showFacets && !folded ? 'Hide the facets' : 'Show the facets', run: () => setFacets(folded ? (facets === true ? null : true) : !showFacets), whileTyping: true },
  ])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const newer = follow.on ? 0 : (summary?.newer ?? 0)
  const newest = rows[0]?.id ?? 0
  const facetList = <FacetList filter={filter} facets={summary?.facets} names={names} onToggle={toggle} />

  return (
    <div className="grid h-full grid-rows-[auto_auto_auto_minmax(0,1fr)_auto_auto]">
      <div className="flex h-11 items-center gap-x-6 border-b border-line px-6 max-sm:h-auto max-sm:flex-wrap max-sm:gap-x-4 max-sm:px-4 max-sm:pt-2.5">
        <h1 className="text-md font-semibold max-sm:text-lg">Runs</h1>
        <RunTabs tab={tabOf(filter)} counts={summary?.tabs} onChange={(tab) => page.setFilter({ ...filter, ...runTabFilters[tab] })} />
        <Button kind={follow.on ? 'chosen' : 'secondary'} className="ml-auto" aria-pressed={follow.on} aria-keyshortcuts="Meta+J Control+J" onClick={page.toggleFollow}>
          {follow.on ? 'Following new runs' : 'Follow new runs'} <span className="max-sm:hidden"><KeyCaps keys="mod+j" /></span>
        </Button>
      </div>
      <div className="flex min-h-11 flex-wrap items-center gap-2 border-b border-line px-6 py-2 max-sm:px-4">
        <FilterField summary={summary} names={names} onAdd={addAll} field={field} />
        <FilterChips filter={filter} brush={scope.brush} names={names} onChange={page.setFilter} onBrush={page.setBrush} />
        <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:ml-0">
          <span aria-live="polite" className="empty:hidden">
            {newer > 0 ? (
              <Button kind="link" icon={<ArrowUp aria-hidden size={14} strokeWidth={1.5} />} onClick={page.showNew}>
                {formatCount(newer)} new
              </Button>
            ) : null}
          </span>
          <Button aria-pressed={showFacets} className={cn(showFacets && 'xl:hidden')} icon={<ListFilter aria-hidden size={14} strokeWidth={1.5} />} onClick={() => setFacets(folded ? true : !showFacets)}>
            Facets <span className="max-sm:hidden"><KeyCaps keys="mod+b" /></span>
          </Button>
          {isNarrowed(filter) && rows.length > 0 ? (
            <Button off={staff.role === 'viewer'} title={staff.role === 'viewer' ? 'Off: viewers look, operators and admins act.' : undefined} onClick={actOnAll}>
              Act on all that match…
            </Button>
          ) : null}
          <RangeChoice range={scope.range} onChange={page.setRange} />
          <span className="flex gap-2 max-sm:hidden">
            <ColumnMenu columns={runColumnChoices} chosen={page.columns} onChange={page.setColumns} />
            <ExportForm of="runs" filter={() => toFrozenFilter(scope, Date.now())} />
          </span>
        </div>
      </div>
      <div>
        <StaleNotice onReload={page.refetch} />
        {(list.isError && list.data) || (page.summary.isError && summary) ? <RunsFailure at={list.dataUpdatedAt} onRetry={page.refetch} /> : null}
      </div>
      <div className="flex min-h-0">
        {showFacets && !folded ? <div className="w-46 shrink-0 overflow-y-auto border-r border-line pr-3 pl-6 max-xl:hidden">{facetList}</div> : null}
        <div ref={page.scroller} onScroll={page.onScroll} className="@container relative min-w-0 flex-1 overflow-y-auto overscroll-contain">
          <HistogramSection summary={summary} unit={rangeSpecs[scope.range].unit} brush={scope.brush} onBrush={page.setBrush} />
          {summary ? <ErrorCodes errors={summary.errors} chosen={filter.code} onToggle={toggleCode} /> : null}
          {list.isPending ? <TableSkeleton /> : null}
          {list.isError && !list.data ? <RunsFailure at={null} onRetry={page.refetch} /> : null}
          {list.data && rows.length === 0 ? (
            <RunsEmpty narrowed={narrowed} all={summary?.tabs.all} label={rangeSpecs[scope.range].label} longest={scope.range === '7d'} onClear={clear} onLonger={() => page.setRange('7d')} />
          ) : null}
          {rows.length > 0 ? (
            <div className={cn(list.isPlaceholderData && 'opacity-60')}>
              <RunLog
                rows={rows}
                columns={columns}
                scroller={page.scroller}
                people={{ names, self: staff.id }}
                current={marked}
                dimUpTo={page.opened && newest > page.opened.newest ? page.opened.newest : null}
                openedAt={page.opened?.at ?? null}
                selected={selected}
                onSelect={staff.role === 'viewer' ? null : select}
                onOpen={open}
                onEnd={more}
                narrow={small}
              />
            </div>
          ) : null}
          {hasNextPage ? <p className="py-2 text-center text-sm text-ink-3">{isFetchingNextPage ? 'Reading older runs' : ''}</p> : null}
        </div>
        {sheet === null ? null : <RunSheet id={sheet} staff={staff} names={names} summary={summary} ask={askForRun} onStep={step} onClose={close} onCode={(code) => page.setFilter({ ...filter, code: [code] })} />}
      </div>
      {selected.size > 0 ? <BulkBar userIds={[...selected]} role={staff.role} start={startBulk} onClear={selectNobody} /> : null}
      {bulk ? <BulkDialog scope={bulk} role={staff.role} start={startBulk} onClose={() => setBulk(null)} /> : null}
      <RunsFooter total={summary?.total} follow={follow} />
      <Dialog open={folded && facets === true} onOpenChange={(next) => setFacets(next ? true : null)} title="Facets" side="left">
        <div className="h-full overflow-y-auto px-4">{facetList}</div>
      </Dialog>
    </div>
  )
}
