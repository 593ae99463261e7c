import { createAppColumnHelper } from '@/components/data-table/app-table'
import type { RunRow } from '@/lib/runs/run'
import type { StaffNames } from '@/lib/queries/staff/fetch-staff-names'
import { actionLabels, describeStarter } from '@/lib/sentences/words'
import { CodeCell, CustomerCell, SentenceCell, StatusCell, TimeCell, WaitingCell, WorkingCell } from './cells'

const helper = createAppColumnHelper<RunRow>()

/** The columns of the runs. */
export function runColumnDefs(people: { names: StaffNames; self: string }) {
  return helper.columns([
    helper.display({ id: 'time', header: 'Time', cell: ({ row }) => <TimeCell run={row.original} /> }),
    helper.display({ id: 'status', header: 'Status', cell: ({ row }) => <StatusCell run={row.original} /> }),
    helper.display({ id: 'action', header: 'Action', cell: ({ row }) => actionLabels[row.original.action] }),
    helper.display({ id: 'customer', header: 'Customer', cell: ({ row }) => <CustomerCell run={row.original} /> }),
    helper.display({ id: 'sentence', header: 'What happened', cell: ({ row }) => <SentenceCell run={row.original} /> }),
    helper.display({ id: 'code', header: 'Code', cell: ({ row }) => <CodeCell run={row.original} /> }),
    helper.display({ id: 'working', header: 'Working', cell: ({ row }) => <WorkingCell run={row.original} /> }),
    helper.display({ id: 'waiting', header: 'Waiting', cell: ({ row }) => <WaitingCell run={row.original} /> }),
    helper.display({ id: 'by', header: 'By', cell: ({ row }) => <span className="block truncate">{describeStarter(row.original, people)}</span> }),
  ])
}

/** Widths and sides; on a narrow screen: customer and time, sentence, status and who. */
export const runColumnLayout = {
  time: 'w-30 max-sm:order-2 max-sm:w-auto max-sm:text-right',
  status: 'w-33 max-sm:order-4 max-sm:w-auto',
  action: 'w-22 max-lg:hidden',
  customer: 'w-50 max-sm:order-1 max-sm:w-auto',
  sentence: 'max-sm:order-3 max-sm:col-span-2 max-sm:w-auto',
  code: 'w-18 max-xl:hidden',
  working: 'w-20 whitespace-nowrap text-right text-ink-2 max-md:hidden',
  waiting: 'w-24 whitespace-nowrap text-right text-ink-2 max-lg:hidden',
  by: 'w-22 max-sm:order-5 max-sm:self-center max-sm:w-auto max-sm:text-right max-sm:text-ink-2',
}

export const runNarrowRow = 'max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-0.5'
