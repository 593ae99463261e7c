import Link from 'next/link'
import { StatusIcon } from '@/components/status/status-icon'
import type { Incident } from '@/lib/alerts/alert'

/** What follows from this incident and is silent while it lasts. */
export function Consequences({ incident }: { incident: Incident }) {
  if (incident.mutes.length === 0) return null
  return (
    <section aria-labelledby="muted" className="border-t border-line px-5 py-4 max-sm:px-4">
      <h3 id="muted" className="font-semibold">
        Muted by it <span className="ml-1 text-sm font-normal text-ink-3">They follow from this incident and send nothing</span>
      </h3>
      <ul className="mt-2 flex flex-col gap-1.5">
        {incident.mutes.map(({ id, label }) => (
          <li key={id}>
            <Link href={`/alerts/${id}`} className="inline-flex items-center gap-1.5 hover:underline">
              <StatusIcon shape="octagon-minus" className="text-idle" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
