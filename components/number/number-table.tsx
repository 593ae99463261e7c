'use client'

import { FlexRender } from '@tanstack/react-table'
import Link from 'next/link'
import { createContext, use, useMemo } from 'react'
import { createAppColumnHelper, useAppTable } from '@/components/data-table/app-table'
import { DataTable } from '@/components/data-table/data-table'
import { LiveCell } from '@/components/data-table/live-cell'
import { Status } from '@/components/status/status'
import { Moment } from '@/components/time/moment'
import { CopyButton } from '@/components/ui/copy-button'
import { formatPhone } from '@/lib/format/phone'
import type { ListedNumber, NumberFix } from '@/lib/numbers/number'
import { numberSentence } from '@/lib/numbers/words'
import { FixButton } from './fix-button'
import { classSigns, ledgerSigns } from './signs'

export type NumberDeeds = { by: 'class' | 'use'; mayAct: boolean; busy: string | null; onPress: (number: ListedNumber, fix: NumberFix) => void }
const DeedsContext = createContext<NumberDeeds | null>(null)

const helper = createAppColumnHelper<ListedNumber>()

const columns = helper.columns([
  helper.display({ id: 'number', header: 'Number', cell: ({ row }) => <span className="font-medium">{formatPhone(row.original.e164_number)}</span> }),
  helper.display({ id: 'state', header: 'State', cell: ({ row }) => <StateCell number={row.original} /> }),
  helper.display({ id: 'customer', header: 'Customer', cell: ({ row }) => <CustomerCell number={row.original} /> }),
  helper.display({ id: 'sentence', header: 'What is so', cell: ({ row }) => <SentenceCell number={row.original} /> }),
  helper.display({ id: 'sid', header: 'Twilio', cell: ({ row }) => <IdCell id={row.original.sid} label="Twilio SID" /> }),
  helper.display({ id: 'since', header: 'Since', cell: ({ row }) => <SinceCell number={row.original} /> }),
  helper.display({ id: 'bill', header: 'Next bill', cell: ({ row }) => <BillCell number={row.original} /> }),
  helper.display({ id: 'fix', header: 'Remedy', cell: ({ row }) => <FixCell number={row.original} /> }),
])

const layout = {
  number: 'w-40 max-sm:order-1 max-sm:w-auto',
  state: 'w-32 max-sm:order-2 max-sm:w-auto max-sm:justify-self-end',
  customer: 'w-50 max-sm:order-3 max-sm:col-span-2 max-sm:w-auto',
  sentence: 'sm:max-md:hidden max-sm:order-4',
  sid: 'w-32 max-2xl:hidden',
  since: 'w-28 whitespace-nowrap max-2xl:hidden',
  bill: 'w-26 whitespace-nowrap text-right max-[87rem]:hidden',
  fix: 'w-38 text-right max-sm:order-5 max-sm:w-auto max-sm:justify-self-end',
}

/** The inventory: what needs a person first, then the newest. */
export function NumberTable({ rows, ...deeds }: NumberDeeds & { rows: ListedNumber[] }) {
  const table = useAppTable({ columns, data: rows, getRowId: (row) => row.key })
  const { by, mayAct, busy, onPress } = deeds
  const value = useMemo(() => ({ by, mayAct, busy, onPress }), [by, mayAct, busy, onPress])
  return (
    <DeedsContext value={value}>
      <DataTable
        table={table}
        label="Numbers"
        layout={layout}
        narrow="max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-0.5"
        renderHeader={(header) => <FlexRender header={header} />}
        renderCell={(cell) => <FlexRender cell={cell} />}
      />
    </DeedsContext>
  )
}

function StateCell({ number }: { number: ListedNumber }) {
  const by = use(DeedsContext)?.by ?? 'class'
  const sign = by === 'class' && number.class !== null ? classSigns[number.class] : number.use ? ledgerSigns[number.use] : null
  return <LiveCell version={sign?.word ?? ''}>{sign ? <Status sign={sign} /> : null}</LiveCell>
}

function CustomerCell({ number }: { number: ListedNumber }) {
  if (!number.user_id) return <span className="text-ink-3">None</span>
  if (!number.customer_known) return <span title={number.user_id} className="text-ink-3">Account is gone</span>
  return (
    <Link href={`/customers/${number.user_id}`} title={number.email ?? undefined} className="block truncate text-accent-ink hover:underline">
      {number.email ?? number.user_id}
    </Link>
  )
}

function SentenceCell({ number }: { number: ListedNumber }) {
  const sentence = numberSentence(number, use(DeedsContext)?.by ?? 'class')
  return (
    <span title={sentence} className="block py-1 text-ink-2">
      {sentence}
    </span>
  )
}

function SinceCell({ number }: { number: ListedNumber }) {
  return <Moment at={number.seen_since ?? number.since} className="text-ink-2" />
}

function BillCell({ number }: { number: ListedNumber }) {
  if (!number.billed || number.class === 'foreign' || number.next_charge_at === null) return <span className="text-ink-3">–</span>
  return <Moment at={number.next_charge_at} form="day" className="text-ink-2" />
}

function FixCell({ number }: { number: ListedNumber }) {
  const deeds = use(DeedsContext)
  return deeds ? <FixButton number={number} mayAct={deeds.mayAct} busy={deeds.busy === number.key} onPress={deeds.onPress} /> : null
}

function IdCell({ id, label }: { id: string | null; label: string }) {
  if (!id) return <span className="text-ink-3">None</span>
  return (
    <span className="flex items-center gap-1">
      <span title={id} className="truncate font-mono text-sm">
        {id}
      </span>
      <CopyButton value={id} label={label} />
    </span>
  )
}
