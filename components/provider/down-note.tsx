'use client'

import { StatusIcon } from '@/components/status/status-icon'
import type { ProviderHealth } from '@/lib/providers/health'
import { useDown } from './use-down'

/** Beside what starts runs: which of the providers that they need is down, and what becomes of a press meanwhile. */
export function DownNote({ id, needed }: { id: string; needed: readonly ProviderHealth['provider'][] }) {
  const { warning } = useDown()(needed)
  return (
    <p id={id} role="status" className={warning ? 'flex w-full items-start gap-1.5 text-sm text-ink-2' : 'sr-only'}>
      {warning ? <StatusIcon shape="disc-cross" className="mt-px text-danger" /> : null}
      {warning}
    </p>
  )
}
