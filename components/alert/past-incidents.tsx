'use client'

import Link from 'next/link'
import { Moment } from '@/components/time/moment'
import { TableHead, type HeadColumn } from '@/components/ui/table-head'
import { takenBy, type Incident } from '@/lib/alerts/alert'
import { formatAlertValue, isYesNo } from '@/lib/alerts/words'
import { formatWait } from '@/lib/format/duration'
import { sayWho } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'

const columns: readonly HeadColumn[] = [
  { label: 'Fired' },
  { label: 'Rule' },
  { label: 'Lasted', end: true },
  { label: 'Peak', end: true, className: 'max-sm:hidden' },
  { label: 'Acknowledged', className: 'pl-4 max-sm:hidden' },
]

/** Incidents that are over, newest first. */
export function PastIncidents({ incidents }: { incidents: readonly Incident[] }) {
  return (
    <section aria-labelledby="past" className="min-w-0">
      <h2 id="past" className="font-semibold">
        Past incidents <span className="ml-1 text-sm font-normal text-ink-3">{incidents.length === 50 ? 'the last 50' : incidents.length}</span>
      </h2>
      {incidents.length === 0 ? (
        <p className="mt-2 text-ink-2">Nothing has fired yet.</p>
      ) : (
        <table className="mt-2 w-full">
          <TableHead columns={columns} />
          <tbody>
            {incidents.map((incident) => (
              <PastRow key={incident.id} incident={incident} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function PastRow({ incident }: { incident: Incident }) {
  const self = useSelf()
  const fired = incident.fired_at ?? incident.opened_at
  const took = incident.acknowledged_at === null ? null : formatWait(Date.parse(incident.acknowledged_at) - Date.parse(fired))
  return (
    <tr className="border-b border-line [&>td]:h-8">
      <td className="pr-3 whitespace-nowrap">
        <Moment at={fired} className="text-ink-2" />
      </td>
      <td>
        <Link href={`/alerts/${incident.id}`} className="font-medium hover:underline">
          {incident.label}
        </Link>
      </td>
      <td className="text-right whitespace-nowrap">{formatWait(Date.parse(incident.resolved_at ?? fired) - Date.parse(fired))}</td>
      <td className="text-right max-sm:hidden">{isYesNo(incident.rule) ? <span className="text-ink-3">–</span> : formatAlertValue(incident.unit, incident.peak)}</td>
      <td className="pl-4 max-sm:hidden">{took === null ? <span className="text-ink-3">Nobody</span> : `${sayWho(takenBy(incident), self)}, after ${took}`}</td>
    </tr>
  )
}
