'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { versionOf, type CustomerRow } from '@/lib/customers/customer-row'
import { holdRows, type Held } from '@/lib/customers/held'
import { useSupabase } from '@/lib/supabase/client-provider'
import { customerRowsOptions } from './options'

type Input = { scope: string; rows: readonly CustomerRow[]; pages: number; settled: boolean }

/**
 * The rows keep their place while somebody looks: new ones wait until asked for, and one that left the list stays, as it is now,
 * until the next reload. Another page that was asked for is added at the end.
 */
export function useHeldCustomers({ scope, rows, pages, settled }: Input) {
  const [held, setHeld] = useState<Held | null>(null)
  if (settled && (held === null || held.scope !== scope)) setHeld({ scope, pages, ids: rows.map((row) => row.userId), seen: seenOf(rows) })
  else if (settled && held && pages > held.pages) {
    const known = new Set(held.ids)
    const more = rows.filter((row) => !known.has(row.userId))
    setHeld({ ...held, pages, ids: [...held.ids, ...more.map((row) => row.userId)], seen: { ...held.seen, ...seenOf(more) } })
  }
  const gone = useMemo(() => {
    if (!held || held.scope !== scope) return []
    const here = new Set(rows.map((row) => row.userId))
    return held.ids.filter((id) => !here.has(id)).slice(0, 200)
  }, [held, rows, scope])
  const goneRows = useQuery(customerRowsOptions(useSupabase(), gone))
  const view = useMemo(() => holdRows(held?.scope === scope ? held : null, rows, goneRows.data ?? []), [held, scope, rows, goneRows.data])
  return { ...view, release: () => setHeld(null) }
}

function seenOf(rows: readonly CustomerRow[]): Record<string, string> {
  return Object.fromEntries(rows.map((row) => [row.userId, versionOf(row)]))
}
