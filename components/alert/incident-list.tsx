import Link from 'next/link'
import { Status } from '@/components/status/status'
import { alertSigns } from '@/components/status/vocabulary'
import { Relative } from '@/components/time/moment'
import { takenBy, type Incident } from '@/lib/alerts/alert'
import { incidentSentence } from '@/lib/alerts/sentence'
import { shownState } from '@/lib/alerts/words'
import { cn } from '@/lib/cn'
import { sayWho } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'

/** The open incidents: firing first, then what is muted, then what is pending. */
export function IncidentList({ incidents, shown }: { incidents: readonly Incident[]; shown: number | null }) {
  const self = useSelf()
  return (
    <ul aria-label="Open incidents" className="border-t border-line">
      {incidents.map((incident) => {
        const here = incident.id === shown
        return (
          <li key={incident.id} className="border-b border-line">
            <Link
              href={`/alerts/${incident.id}`}
              aria-current={here ? 'true' : undefined}
              className={cn('grid min-h-9 grid-cols-[104px_minmax(0,1fr)_auto] items-center gap-x-3 border-l-2 px-3 py-1.5 max-sm:grid-cols-[minmax(0,1fr)_auto]', here ? 'border-accent bg-selected' : 'border-transparent hover:bg-hover')}
            >
              <Status sign={alertSigns[shownState(incident)]} />
              <span className="min-w-0 max-sm:order-3 max-sm:col-span-2">
                <span className="font-medium">{incident.label}</span> <span className="text-ink-2">{incident.cause ? `Follows from “${incident.cause.label}”.` : incidentSentence(incident)}</span>
              </span>
              <span className="text-sm whitespace-nowrap text-ink-2">
                {incident.acknowledged_at ? `${sayWho(takenBy(incident), self)}, ` : ''}
                <Relative at={incident.fired_at ?? incident.opened_at} />
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
