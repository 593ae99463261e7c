'use client'

import { useQueryStates } from 'nuqs'
import { NumberTable } from '@/components/number/number-table'
import { UseTabs } from '@/components/number/use-tabs'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { Failure } from '@/components/shell/failure'
import { StaleNotice } from '@/components/shell/stale-notice'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { sentenceOfUse } from '@/lib/numbers/number'
import { useLiveNumbers } from '@/lib/queries/numbers/use-live-numbers'
import { numberSearchParams } from './search-params'

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** Every number that we own, owned or meant to own, by what it is good for. */
export function NumbersClient() {
  const [{ use }, setParams] = useQueryStates(numberSearchParams)
  const { list, counts, refetch } = useLiveNumbers(use)
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const sentence = use ? sentenceOfUse[use] : null
  return (
    <div className="grid h-full grid-rows-[auto_auto_minmax(0,1fr)_auto]">
      <div className="flex min-h-11 flex-wrap items-center gap-x-6 border-b border-line px-6 max-sm:px-4 max-sm:pt-2.5">
        <h1 className="text-md font-semibold max-sm:text-lg">Numbers</h1>
        <UseTabs use={use} counts={counts.data} onChange={(next) => void setParams({ use: next })} />
      </div>
      <div>
        <StaleNotice onReload={refetch} />
        {list.isError && list.data ? <Failure title="The newest numbers could not be read" onRetry={refetch} /> : null}
      </div>
      <div className="overflow-y-auto overscroll-contain">
        {list.isPending ? <TableSkeleton /> : null}
        {list.isError && !list.data ? <Failure title="The numbers could not be read" onRetry={refetch} /> : null}
        {list.data && rows.length === 0 ? (
          use === null ? (
            <EmptyState title="No number yet">A number is bought when a customer pays. It appears here by itself.</EmptyState>
          ) : (
            <EmptyState title="No number is in this state" action={<Button onClick={() => void setParams({ use: null })}>Show all numbers</Button>}>
              {sentence}
            </EmptyState>
          )
        ) : null}
        {rows.length > 0 ? <NumberTable rows={rows} /> : null}
        {list.hasNextPage ? (
          <div className="flex justify-center p-3">
            <Button off={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {list.isFetchingNextPage ? 'Reading older numbers' : 'Show older numbers'}
            </Button>
          </div>
        ) : null}
      </div>
      <footer className="flex h-8 items-center gap-4 border-t border-line px-6 text-sm text-ink-2 max-sm:px-4">
        {counts.data ? (
          <span>
            <strong className="font-medium text-ink">{counts.data.billed.toLocaleString('en-US')}</strong> billed,{' '}
            {dollars.format(counts.data.billed * counts.data.price_usd)} a month at {dollars.format(counts.data.price_usd)} each
          </span>
        ) : null}
      </footer>
    </div>
  )
}
