'use client'

import { StatusIcon } from '@/components/status/status-icon'
import { downWarning } from '@/lib/providers/health'
import { useProviderHealth } from '@/lib/queries/providers/use-provider-health'

/** Beside a retry button: which provider is down, so that pressing would change nothing. */
export function DownNote({ id }: { id: string }) {
  const { data } = useProviderHealth()
  const warning = downWarning(data ?? [])
  return (
    <p id={id} role="status" className={warning ? 'flex w-full items-start gap-1.5 text-sm text-ink-2' : 'sr-only'}>
      {warning ? <StatusIcon shape="disc-cross" className="mt-px text-danger" /> : null}
      {warning}
    </p>
  )
}
