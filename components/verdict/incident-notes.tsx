'use client'

import Link from 'next/link'
import { StatusIcon } from '@/components/status/status-icon'
import { toneText } from '@/components/status/tone'
import { alertSigns } from '@/components/status/vocabulary'
import { Moment } from '@/components/time/moment'
import type { OpenIncident } from '@/lib/customers/customer'
import { sayOwner } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'

/** That it is not only this customer: what fires, since when, and who has it. */
export function IncidentNotes({ incidents }: { incidents: readonly OpenIncident[] }) {
  const self = useSelf()
  if (incidents.length === 0) return null
  return (
    <ul aria-label="Incidents behind this" className="mt-3 flex flex-col gap-1">
      {incidents.map((incident) => {
        const sign = alertSigns[incident.state]
        return (
          <li key={incident.id} className="flex items-start gap-2">
            <StatusIcon shape={sign.shape} className={`mt-[3px] ${toneText[sign.tone]}`} />
            <span className="min-w-0">
              Not only this customer:{' '}
              <Link href={`/alerts/${incident.id}`} className="font-medium text-accent-ink hover:underline">
                {incident.label}
              </Link>
              <span className="text-ink-2">
                , {incident.state === 'firing' ? 'firing since' : 'recovering, fired at'} <Moment at={incident.since} />, {sayOwner(incident.owner === null ? null : { id: incident.ownerId, name: incident.owner }, self)}
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
