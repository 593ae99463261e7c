import { Moment } from '@/components/time/moment'
import { alertSigns } from '@/components/status/vocabulary'
import { takenBy, type IncidentDetail } from '@/lib/alerts/alert'
import { deliveryWords, formatAlertValue, isYesNo } from '@/lib/alerts/words'
import { sayWho } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'

type Entry = { at: string | null; words: string }

/** What happened to the incident and its messages, newest first. */
export function IncidentActivity({ incident }: { incident: IncidentDetail }) {
  const self = useSelf()
  return (
    <section aria-labelledby="activity" className="px-5 py-4 max-sm:px-4">
      <h3 id="activity" className="font-semibold">
        Activity
      </h3>
      <ul className="mt-2 flex flex-col gap-1.5">
        {entriesOf(incident, self).map(({ at, words }, index) => (
          <li key={`${at}-${words}-${index}`} className="grid grid-cols-[84px_minmax(0,1fr)]">
            {at ? <Moment at={at} className="text-ink-2" /> : <span className="text-ink-3">Not yet</span>}
            <span>{words}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function entriesOf(incident: IncidentDetail, self: string): Entry[] {
  const states = incident.changes.map((change): Entry => ({ at: change.at, words: isYesNo(incident.rule) ? alertSigns[change.state].word : `${alertSigns[change.state].word}, at ${formatAlertValue(incident.unit, change.value)}` }))
  const messages = incident.delivered.map((delivery): Entry => ({ at: delivery.at, words: deliveryWords(delivery) }))
  const taken = incident.acknowledged_at ? [{ at: incident.acknowledged_at, words: `${sayWho(takenBy(incident), self)} took it` }] : []
  // In the order in which things follow from each other where they share a moment, then the newest on top.
  return [...states, ...messages, ...taken].toSorted((a, b) => timeOf(a) - timeOf(b)).toReversed()
}

function timeOf({ at }: Entry): number {
  return at === null ? Infinity : Date.parse(at)
}
