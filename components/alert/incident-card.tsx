'use client'

import type { ReactNode } from 'react'
import { StatusChip } from '@/components/status/status'
import { alertSigns } from '@/components/status/vocabulary'
import { Relative } from '@/components/time/moment'
import type { IncidentDetail } from '@/lib/alerts/alert'
import { incidentSentence } from '@/lib/alerts/sentence'
import { shownState } from '@/lib/alerts/words'
import { plural } from '@/lib/format/count'
import { sayWhoWithin } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'
import { Consequences } from './consequences'
import { IncidentActivity } from './incident-activity'
import { IncidentFacts } from './incident-facts'
import { IncidentSteps } from './incident-steps'
import { ValueChart } from './value-chart'

type Props = { incident: IncidentDetail; actions: ReactNode; children?: ReactNode }

/** What is wrong in one sentence; the evidence; who has it; what to do; what was done. */
export function IncidentCard({ incident, actions, children }: Props) {
  return (
    <section aria-label={`Incident ${incident.id}`} className="rounded-lg border border-line-strong bg-raised [--status-cut:var(--raised)]">
      <IncidentHead incident={incident} />
      <ValueChart incident={incident} />
      <IncidentFacts incident={incident} />
      {actions}
      {children}
      <div className="grid grid-cols-2 divide-x divide-line border-t border-line max-md:grid-cols-1 max-md:divide-x-0 max-md:divide-y">
        <IncidentSteps rule={incident.rule} />
        <IncidentActivity incident={incident} />
      </div>
      <Consequences incident={incident} />
    </section>
  )
}

function IncidentHead({ incident }: { incident: IncidentDetail }) {
  const self = useSelf()
  const open = incident.state !== 'resolved'
  const silenced = incident.silenced_until !== null && open
  return (
    <div className="px-5 pt-4 max-sm:px-4">
      <p className="mb-2.5 flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusChip sign={alertSigns[shownState(incident)]} />
        <span className="text-sm text-ink-2">
          Incident {incident.id}, {incident.label}, {open ? 'since' : 'fired'} <Relative at={incident.fired_at ?? incident.opened_at} />
          {incident.resolved_at ? (
            <>
              , resolved <Relative at={incident.resolved_at} />
            </>
          ) : null}
          {incident.cause && open ? `, follows from “${incident.cause.label}” and sends nothing` : ''}
        </span>
      </p>
      <div role="status" aria-atomic>
        <h2 className="max-w-[48ch] text-xl font-semibold text-balance">{incidentSentence(incident)}</h2>
        {incident.total === null || !open ? null : (
          <p className="mt-1 text-ink-2">
            {incident.hits ?? 0} of {incident.total} {plural(incident.total, 'sample', 'samples')} at the last look.
          </p>
        )}
        {silenced ? (
          <p className="mt-1 text-caution">
            Silenced by {sayWhoWithin({ id: incident.silenced_by, name: incident.silenced_name }, self)}, ends <Relative at={incident.silenced_until ?? ''} />: {incident.silence_reason}
          </p>
        ) : null}
      </div>
    </div>
  )
}
