import Link from 'next/link'
import type { ReactNode } from 'react'
import { Relative } from '@/components/time/moment'
import { takenBy, type IncidentDetail } from '@/lib/alerts/alert'
import { runsBehind } from '@/lib/alerts/runs-behind'
import { formatAlertValue, isYesNo } from '@/lib/alerts/words'
import { formatCount } from '@/lib/format/count'
import { sayWho } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'

/** Owner, who waits, and the way to the runs. */
export function IncidentFacts({ incident }: { incident: IncidentDetail }) {
  const self = useSelf()
  const { rule_now: rule } = incident
  const limits = `${formatAlertValue(incident.unit, rule.threshold)}, ${formatAlertValue(incident.unit, rule.recover_below)}`
  return (
    <dl className="grid auto-cols-fr grid-flow-col divide-x divide-line border-t border-line max-lg:grid-flow-row max-lg:grid-cols-3 max-sm:grid-cols-1 max-sm:divide-x-0 max-sm:divide-y">
      <Cell label="Owner">
        {incident.acknowledged_at ? (
          <>
            {sayWho(takenBy(incident), self)}, <Relative at={incident.acknowledged_at} className="text-ink-2" />
          </>
        ) : (
          'Nobody yet'
        )}
      </Cell>
      <Cell label="Customers waiting">
        <Link href="/customers?status=needs_attention,being_set_up" className="text-accent-ink hover:underline">
          {formatCount(incident.customers_waiting)}
        </Link>
      </Cell>
      <Cell label="Runs behind it">
        <Link href={runsBehind(incident, rule.window_minutes)} className="text-accent-ink hover:underline">
          Show runs
        </Link>
      </Cell>
      {isYesNo(incident.rule) ? null : (
        <>
          <Cell label="Peak">{formatAlertValue(incident.unit, incident.peak)}</Cell>
          <Cell label="Limit, recovery">{limits}</Cell>
        </>
      )}
    </dl>
  )
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="px-5 py-3 max-sm:grid max-sm:grid-cols-[140px_1fr] max-sm:gap-x-4 max-sm:px-4 max-sm:py-2">
      <dt className="text-sm text-ink-3">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  )
}
