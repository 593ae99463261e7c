'use client'

import { Status } from '@/components/status/status'
import { providerSigns } from '@/components/status/vocabulary'
import { Tooltip } from '@/components/ui/tooltip'
import { explainHealth, providerNames, type ProviderHealth as Health } from '@/lib/providers/health'
import { useLiveProviderHealth, useProviderHealth } from '@/lib/queries/providers/use-provider-health'

/** Twilio, VAPI and Supabase by our own calls; the counts are on the hover, a fault's are shown. */
export function ProviderHealth() {
  useLiveProviderHealth()
  const { data: health, isError } = useProviderHealth()
  return (
    <section aria-label="Providers, last 10 min" className="border-t border-line px-4 py-3 text-sm">
      <h2 className="text-ink-3">Providers, last 10 min</h2>
      {isError && !health ? <p className="mt-1 text-ink-2">Could not be read.</p> : null}
      <ul className="mt-1">
        {(health ?? []).map((each) => (
          <ProviderRow key={each.provider} health={each} />
        ))}
      </ul>
    </section>
  )
}

function ProviderRow({ health }: { health: Health }) {
  const sign = providerSigns[health.state]
  return (
    <li>
      <Tooltip text={explainHealth(health)} side="right">
        <button type="button" className="-mx-1 flex h-6 w-[calc(100%+8px)] cursor-default items-center justify-between rounded-sm px-1">
          <span className="text-ink-2">{providerNames[health.provider]}</span>
          <Status sign={sign} />
        </button>
      </Tooltip>
      {health.state !== 'ok' ? (
        <p className="pb-1 text-xs text-ink-3">
          {health.faulted} of {health.calls} calls{health.waiting > 0 ? `, ${health.waiting} waiting` : ''}
        </p>
      ) : null}
    </li>
  )
}
