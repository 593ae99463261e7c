'use client'

import Link from 'next/link'
import { Status } from '@/components/status/status'
import { runSigns } from '@/components/status/vocabulary'
import { Moment } from '@/components/time/moment'
import type { CustomerPage, StaffDeed } from '@/lib/customers/customer'
import { runSentence } from '@/lib/sentences/run-sentence'
import { sayDeed } from '@/lib/sentences/deeds'
import { sayWho } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'

const columns = 'grid grid-cols-[88px_112px_120px_minmax(0,1fr)_minmax(0,1fr)] gap-x-3 max-md:grid-cols-[minmax(0,1fr)_auto]'

/** Everything that staff did to this customer: who, what, why, and what came of it. */
export function StaffDeeds({ page }: { page: CustomerPage }) {
  const count = page.actions.length
  return (
    <section aria-labelledby="deeds" className="mt-8">
      <h2 id="deeds" className="mb-1 font-semibold">
        Staff actions <span className="font-normal text-ink-2">{count === 0 ? '' : `${count}${count === 100 ? ' newest' : ''} on this customer`}</span>
      </h2>
      {count === 0 ? <p className="py-2 text-ink-2">Nobody has done anything by hand.</p> : null}
      {count > 0 ? (
        <div role="table" aria-label="Staff actions">
          <div role="row" className={`${columns} min-h-7 items-center border-b border-line text-sm text-ink-3 max-md:sr-only`}>
            {['When', 'Who', 'Action', 'Reason', 'Result'].map((head) => (
              <span role="columnheader" key={head}>
                {head}
              </span>
            ))}
          </div>
          {page.actions.map((deed) => (
            <Deed key={deed.id} deed={deed} />
          ))}
        </div>
      ) : null}
    </section>
  )
}

function Deed({ deed }: { deed: StaffDeed }) {
  const self = useSelf()
  return (
    <div role="row" className={`${columns} min-h-8 items-center border-b border-line py-1`}>
      <span role="cell" className="max-md:order-2 max-md:text-right">
        <Moment at={deed.createdAt} />
      </span>
      <span role="cell" className="truncate max-md:order-1">
        {sayWho({ id: deed.staffId, name: deed.staffName }, self)}
        <span className="font-medium md:hidden"> {sayDeed(deed.action)}</span>
      </span>
      <span role="cell" className="max-md:hidden">
        {sayDeed(deed.action)}
      </span>
      <span role="cell" className="break-words text-ink-2 max-md:order-3 max-md:col-span-2 max-md:empty:hidden">
        {deed.reason}
      </span>
      <span role="cell" className="flex min-w-0 items-center gap-1.5 max-md:order-4 max-md:col-span-2">
        <Result run={deed.run} />
      </span>
    </div>
  )
}

function Result({ run }: { run: StaffDeed['run'] }) {
  if (!run) return <span className="text-ink-2">Saved</span>
  const sentence = runSentence({ ...run, e164: null })
  return (
    <>
      <Status sign={{ ...runSigns[run.status], word: '' }} className="shrink-0" />
      <span className="sr-only">{runSigns[run.status].word}: </span>
      <span className="min-w-0 break-words">
        {sentence}
      </span>
      <Link href={`/runs/${run.id}`} prefetch={false} className="shrink-0 font-mono text-sm text-ink-3 hover:text-accent-ink hover:underline">
        #{run.id}
      </Link>
    </>
  )
}
