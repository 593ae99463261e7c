'use client'

import Link from 'next/link'
import { LiveCell } from '@/components/data-table/live-cell'
import { Whole } from '@/components/data-table/whole'
import { Status } from '@/components/status/status'
import type { BulkItem } from '@/lib/bulk/job'
import { runSentence } from '@/lib/sentences/run-sentence'
import { actionLabels } from '@/lib/sentences/words'
import { bulkSigns } from './signs'

const head = 'sticky top-0 z-10 h-7 border-b border-line bg-canvas px-2 text-left text-sm font-normal text-ink-3 first:pl-6 last:pr-6'
const cell = 'h-8 border-line px-2 first:pl-6 last:pr-6 max-sm:h-auto max-sm:px-0 max-sm:first:pl-0 max-sm:last:pr-0 sm:border-b'

/** Every customer of the job with what came of it; the run tells. */
export function ItemList({ items }: { items: readonly BulkItem[] }) {
  return (
    <table role="table" aria-label="Customers of this job" className="w-full table-fixed border-separate border-spacing-0 max-sm:block">
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row">
          <th role="columnheader" className={`${head} w-48`}>Result</th>
          <th role="columnheader" className={`${head} w-72`}>Customer</th>
          <th role="columnheader" className={`${head} w-24`}>Action</th>
          <th role="columnheader" className={head}>What happened</th>
          <th role="columnheader" className={`${head} w-24`}>Run</th>
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:block">
        {items.map((item) => (
          <tr role="row" key={item.id} className="max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:border-b max-sm:border-line max-sm:px-4 max-sm:py-2">
            <td role="cell" className={`${cell} max-sm:order-3`}>
              <LiveCell version={item.result}>
                <Status sign={bulkSigns[item.result]} />
              </LiveCell>
            </td>
            <td role="cell" className={`${cell} truncate max-sm:order-1`}>
              <Link href={`/customers/${item.userId}`} prefetch={false} className="font-medium hover:underline">
                {item.email ?? item.userId}
              </Link>
            </td>
            <td role="cell" className={`${cell} max-sm:order-4 max-sm:text-right`}>{item.action ? actionLabels[item.action] : <span className="text-ink-3">None</span>}</td>
            <td role="cell" className={`${cell} text-ink-2 max-sm:order-5 max-sm:col-span-2`}>
              <Whole>{whatHappened(item)}</Whole>
            </td>
            <td role="cell" className={`${cell} max-sm:order-2 max-sm:text-right`}>
              {item.run ? (
                <Link href={`/runs/${item.run.id}`} prefetch={false} className="font-mono text-sm text-accent-ink hover:underline">
                  #{item.run.id}
                </Link>
              ) : (
                <span className="text-ink-3">–</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function whatHappened(item: BulkItem): string {
  return item.run ? `${runSentence({ ...item.run, e164: item.number })}.` : (item.note ?? '')
}
