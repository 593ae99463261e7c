'use client'

import { ListFilter } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { ByHandDialog } from '@/components/number/by-hand-dialog'
import { ComparisonBar } from '@/components/number/comparison-bar'
import { MendDialog } from '@/components/number/mend-dialog'
import { NumberFacets } from '@/components/number/number-facets'
import { NumberTable } from '@/components/number/number-table'
import { useMend } from '@/components/number/use-mend'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { Failure } from '@/components/shell/failure'
import { StaleNotice } from '@/components/shell/stale-notice'
import { Button } from '@/components/ui/button'
import { CountTabs } from '@/components/ui/count-tabs'
import { Dialog } from '@/components/ui/dialog'
import { AskDialog } from '@/components/verdict/ask-dialog'
import { isAtLeast, type Staff } from '@/lib/auth/roles'
import { cn } from '@/lib/cn'
import type { NumberView } from '@/lib/numbers/number'
import { useLiveNumbers } from '@/lib/queries/numbers/use-live-numbers'
import { actOnNumber, compareNumbers, mendNumber } from './actions'
import { numberSearchParams, viewOf } from './search-params'
import { ViewLine, NumbersEmpty, NumbersFooter } from './states'

/** Every number that Twilio, VAPI or our ledger knows: what needs a person first, each with its remedy. */
export function NumbersClient({ staff }: { staff: Staff }) {
  const [params, setParams] = useQueryStates(numberSearchParams)
  const view = viewOf(params)
  const { list, counts, refetch } = useLiveNumbers(view)
  const { busy, asked, releasing, byHand, press, run, close } = useMend({ mend: mendNumber, act: actOnNumber, onAnswer: refetch })
  const [sheet, setSheet] = useState(false)
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const mayAct = isAtLeast(staff.role, 'operator')
  const show = (next: Partial<NumberView> | 'all') => {
    setSheet(false)
    void setParams(next === 'all' ? { class: 'all', use: null } : { class: next.class ?? null, use: next.use ?? null })
  }
  const facets = <NumberFacets view={view} counts={counts.data} onClass={(word) => show({ class: word })} onUse={(word) => show({ use: word })} />
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_auto_minmax(0,1fr)_auto]">
      <div className="flex h-11 items-center gap-x-6 border-b border-line px-6 max-sm:h-auto max-sm:flex-wrap max-sm:gap-x-4 max-sm:px-4 max-sm:pt-2.5">
        <h1 className="text-md font-semibold max-sm:text-lg">Numbers</h1>
        <Button className="ml-auto max-sm:h-10 xl:hidden" icon={<ListFilter aria-hidden size={14} strokeWidth={1.5} />} onClick={() => setSheet(true)}>
          Filters
        </Button>
        <NumberTabs view={view} counts={counts.data} onShow={show} />
      </div>
      {counts.data ? <ComparisonBar comparison={counts.data.comparison} mayAct={mayAct} compare={compareNumbers} onAnswer={refetch} /> : <div className="min-h-11 border-b border-line" />}
      <div>
        <StaleNotice onReload={refetch} />
        {(list.isError && list.data) || (counts.isError && counts.data) ? <Failure title="The newest state of the numbers could not be read" onRetry={refetch} /> : null}
      </div>
      <div className="flex min-h-0">
        <div className="w-46 shrink-0 overflow-y-auto border-r border-line pr-3 pl-6 max-xl:hidden">{facets}</div>
        <div className={cn('relative min-w-0 flex-1 overflow-y-auto overscroll-contain', list.isPlaceholderData && 'opacity-60')}>
          {list.isPending ? <TableSkeleton /> : null}
          {(list.isError && !list.data) || (counts.isError && !counts.data) ? <Failure title="The numbers could not be read" onRetry={refetch} /> : null}
          {list.data && counts.data && rows.length === 0 ? <NumbersEmpty view={view} counts={counts.data} onAll={() => show('all')} /> : null}
          {list.data && counts.data ? <ViewLine view={view} counts={counts.data} /> : null}
          {rows.length > 0 ? (
            <NumberTable rows={rows} by={view.use === null ? 'class' : 'use'} mayAct={mayAct} busy={busy} onPress={(number, fix) => void press(number, fix)} />
          ) : null}
          {list.hasNextPage ? (
            <div className="flex justify-center p-3">
              <Button off={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {list.isFetchingNextPage ? 'Reading more numbers' : 'Show more numbers'}
              </Button>
            </div>
          ) : null}
        </div>
      </div>
      <NumbersFooter counts={counts.data} />
      <Dialog open={sheet} onOpenChange={setSheet} title="Filters" side="left">
        <div className="h-full overflow-y-auto px-4">{facets}</div>
      </Dialog>
      <MendDialog asked={asked} asking={busy !== null} onClose={close} onConfirm={({ number, fix }, reason) => void run({ number, fix, reason })} />
      <ByHandDialog number={byHand} onClose={close} />
      {releasing ? (
        <AskDialog action="release" page={releasing.page} asking={busy !== null} onClose={close} onConfirm={(_action, reason) => void run({ number: releasing.number, fix: 'release', reason })} />
      ) : null}
    </div>
  )
}

type TabsProps = { view: NumberView; counts: ReturnType<typeof useLiveNumbers>['counts']['data']; onShow: (next: Partial<NumberView> | 'all') => void }

function NumberTabs({ view, counts, onShow }: TabsProps) {
  const chosen = view.use !== null ? null : view.class === null ? 'all' : view.class === 'attention' || view.class === 'unsure' || view.class === 'healthy' ? view.class : null
  const of = (word: 'unsure' | 'healthy') => counts && (counts.classes[word]?.count ?? 0)
  return (
    <CountTabs
      label="Which numbers"
      chosen={chosen}
      tabs={[
        { value: 'attention' as const, label: 'Needs attention', count: counts?.attention },
        { value: 'unsure' as const, label: 'Not judged yet', count: of('unsure') },
        { value: 'healthy' as const, label: 'Healthy', count: of('healthy') },
        { value: 'all' as const, label: 'All', count: counts?.total },
      ]}
      onChange={(value) => onShow(value === 'all' ? 'all' : { class: value })}
      className="h-11"
    />
  )
}
