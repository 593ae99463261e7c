'use client'

import { useCallback, useMemo, useState } from 'react'

/** Who is selected on the list: some rows, or everybody who matches the filter. */
export type CustomerSelection = {
  count: number
  /** Null while all that match are meant. */
  ids: readonly string[] | null
  has: (userId: string) => boolean
  toggle: (userId: string) => void
  selectShown: (ids: readonly string[]) => void
  selectAll: () => void
  clear: () => void
}

const nobody: ReadonlySet<string> = new Set()

/** The selection of one scope; another filter begins with nobody. */
export function useSelection(scope: string, total: number): CustomerSelection {
  const [state, setState] = useState<{ scope: string; ids: ReadonlySet<string>; all: boolean }>({ scope, ids: nobody, all: false })
  const valid = state.scope === scope
  const ids = valid ? state.ids : nobody
  const all = valid && state.all
  const toggle = useCallback(
    (userId: string) =>
      setState((old) => {
        const next = new Set(old.scope === scope && !old.all ? old.ids : nobody)
        if (!next.delete(userId)) next.add(userId)
        return { scope, ids: next, all: false }
      }),
    [scope],
  )
  return useMemo(
    () => ({
      count: all ? total : ids.size,
      ids: all ? null : [...ids],
      has: (userId) => all || ids.has(userId),
      toggle,
      selectShown: (shown) => setState({ scope, ids: new Set(shown), all: false }),
      selectAll: () => setState({ scope, ids: nobody, all: true }),
      clear: () => setState({ scope, ids: nobody, all: false }),
    }),
    [all, ids, scope, toggle, total],
  )
}
