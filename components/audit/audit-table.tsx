'use client'

import { FlexRender } from '@tanstack/react-table'
import Link from 'next/link'
import { useMemo } from 'react'
import { createAppColumnHelper, useAppTable } from '@/components/data-table/app-table'
import { DataTable } from '@/components/data-table/data-table'
import { Whole } from '@/components/data-table/whole'
import { Status } from '@/components/status/status'
import { runSigns } from '@/components/status/vocabulary'
import { Moment } from '@/components/time/moment'
import type { AuditEntry } from '@/lib/audit/entry'
import { auditLabel } from '@/lib/sentences/audit-words'
import { Target, whoDid } from './target'

type Props = { rows: AuditEntry[]; self: string; onOpen: (entry: AuditEntry) => void }

const helper = createAppColumnHelper<AuditEntry>()

/** The audit trail. The action opens before and after. */
export function AuditTable({ rows, self, onOpen }: Props) {
  const columns = useMemo(() => columnDefs(self, onOpen), [self, onOpen])
  const table = useAppTable({ columns, data: rows, getRowId: (row) => String(row.id) })
  return (
    <DataTable
      table={table}
      label="Audit trail"
      layout={layout}
      narrow="max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-0.5"
      renderHeader={(header) => <FlexRender header={header} />}
      renderCell={(cell) => <FlexRender cell={cell} />}
    />
  )
}

function columnDefs(self: string, onOpen: Props['onOpen']) {
  return helper.columns([
    helper.display({ id: 'when', header: 'When', cell: ({ row }) => <Moment at={row.original.at} className="text-ink-2 max-sm:leading-6" /> }),
    helper.display({ id: 'who', header: 'Who', cell: ({ row }) => <Whole>{whoDid(row.original, self)}</Whole> }),
    helper.display({
      id: 'action',
      header: 'Action',
      cell: ({ row }) => (
        <button type="button" onClick={() => onOpen(row.original)} className="min-h-6 max-w-full truncate rounded-sm text-left font-medium hover:underline">
          {auditLabel(row.original.action)}
        </button>
      ),
    }),
    helper.display({ id: 'target', header: 'On', cell: ({ row }) => <Target entry={row.original} /> }),
    helper.display({ id: 'reason', header: 'Reason', cell: ({ row }) => <Reason reason={row.original.reason} /> }),
    helper.display({ id: 'result', header: 'Result', cell: ({ row }) => <Result entry={row.original} /> }),
  ])
}

const layout = {
  when: 'w-32 max-sm:order-2 max-sm:w-auto max-sm:text-right',
  who: 'w-36 max-sm:order-4 max-sm:w-auto max-sm:text-right',
  action: 'w-48 max-sm:order-1 max-sm:w-auto',
  target: 'w-60 max-sm:order-3 max-sm:w-auto',
  reason: 'max-sm:order-5 max-sm:col-span-2 max-sm:w-auto max-sm:text-ink-2',
  result: 'w-52 max-xl:hidden',
}

function Reason({ reason }: { reason: string | null }) {
  if (!reason) return <span className="text-ink-3 max-sm:hidden">None</span>
  return (
    <span title={reason} className="line-clamp-2 break-words sm:py-1">
      {reason}
    </span>
  )
}

/** What the run of an action came to; what has none was done with it. */
export function Result({ entry }: { entry: AuditEntry }) {
  if (entry.run_id === null) return <span className="text-ink-2">Saved</span>
  return (
    <span className="flex items-center gap-2">
      {entry.run_status ? <Status sign={runSigns[entry.run_status]} /> : null}
      <Link href={`/runs/${entry.run_id}`} className="font-mono text-sm text-accent-ink hover:underline">
        #{entry.run_id}
      </Link>
    </span>
  )
}
