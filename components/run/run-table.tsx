'use client'

import { FlexRender } from '@tanstack/react-table'
import { useMemo } from 'react'
import { useAppTable } from '@/components/data-table/app-table'
import { DataTable } from '@/components/data-table/data-table'
import type { StaffNames } from '@/lib/queries/staff/fetch-staff-names'
import type { RunRow } from '@/lib/runs/run'
import { runColumnDefs, runColumnLayout, runNarrowRow } from './columns'

type Props = { rows: RunRow[]; names: StaffNames; self: string }

/** The runs, newest first. */
export function RunTable({ rows, names, self }: Props) {
  const columns = useMemo(() => runColumnDefs({ names, self }), [names, self])
  const table = useAppTable({ columns, data: rows, getRowId: (run) => String(run.id) })
  return (
    <DataTable
      table={table}
      label="Runs"
      layout={runColumnLayout}
      narrow={runNarrowRow}
      renderHeader={(header) => <FlexRender header={header} />}
      renderCell={(cell) => <FlexRender cell={cell} />}
    />
  )
}
