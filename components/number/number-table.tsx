'use client'

import { FlexRender } from '@tanstack/react-table'
import Link from 'next/link'
import { createAppColumnHelper, useAppTable } from '@/components/data-table/app-table'
import { DataTable } from '@/components/data-table/data-table'
import { LiveCell } from '@/components/data-table/live-cell'
import { Status } from '@/components/status/status'
import { Moment } from '@/components/time/moment'
import { CopyButton } from '@/components/ui/copy-button'
import { formatPhone } from '@/lib/format/phone'
import { sentenceOfUse, type OwnedNumber } from '@/lib/numbers/number'
import { numberSigns } from './signs'

const helper = createAppColumnHelper<OwnedNumber>()

const columns = helper.columns([
  helper.display({ id: 'number', header: 'Number', cell: ({ row }) => <span className="font-medium">{formatPhone(row.original.e164_number)}</span> }),
  helper.display({
    id: 'use',
    header: 'Use',
    cell: ({ row }) => (
      <LiveCell version={row.original.use}>
        <Status sign={numberSigns[row.original.use]} />
      </LiveCell>
    ),
  }),
  helper.display({ id: 'customer', header: 'Customer', cell: ({ row }) => <CustomerCell number={row.original} /> }),
  helper.display({ id: 'sentence', header: 'What it is good for', cell: ({ row }) => <SentenceCell number={row.original} /> }),
  helper.display({ id: 'sid', header: 'Twilio', cell: ({ row }) => <IdCell id={row.original.provider_number_id} label="Twilio SID" /> }),
  helper.display({ id: 'vapi', header: 'VAPI', cell: ({ row }) => <IdCell id={row.original.vapi_phone_number_id} label="VAPI id" /> }),
  helper.display({ id: 'since', header: 'Since', cell: ({ row }) => <Moment at={row.original.since} className="text-ink-2" /> }),
])

const layout = {
  number: 'w-36 max-sm:order-1 max-sm:w-auto',
  use: 'w-36 max-sm:order-2 max-sm:w-auto max-sm:justify-self-end',
  customer: 'w-56 max-sm:order-3 max-sm:w-auto',
  sentence: 'max-md:hidden',
  sid: 'w-40 max-lg:hidden',
  vapi: 'w-40 max-xl:hidden',
  since: 'w-28 whitespace-nowrap text-right max-sm:order-4 max-sm:w-auto',
}

/** The inventory, newest first. */
export function NumberTable({ rows }: { rows: OwnedNumber[] }) {
  const table = useAppTable({ columns, data: rows, getRowId: (row) => String(row.id) })
  return (
    <DataTable
      table={table}
      label="Numbers"
      layout={layout}
      narrow="max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-0.5"
      renderHeader={(header) => <FlexRender header={header} />}
      renderCell={(cell) => <FlexRender cell={cell} />}
    />
  )
}

function CustomerCell({ number }: { number: OwnedNumber }) {
  return (
    <Link href={`/customers/${number.user_id}`} className="block truncate text-accent-ink hover:underline">
      {number.email ?? number.user_id}
    </Link>
  )
}

function SentenceCell({ number }: { number: OwnedNumber }) {
  const sentence = number.adopted && number.use === 'answering' ? 'Answers; found after a lost answer, not bought twice.' : sentenceOfUse[number.use]
  return (
    <span title={sentence} className="block truncate text-ink-2">
      {sentence}
    </span>
  )
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
