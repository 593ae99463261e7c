'use client'

import Link from 'next/link'
import { Failure } from '@/components/shell/failure'
import { Moment } from '@/components/time/moment'
import { CopyButton } from '@/components/ui/copy-button'
import { useNow } from '@/lib/clock/clock-provider'
import { capitalise } from '@/lib/format/words'
import type { PaddleEvent } from '@/lib/paddle/event'
import { isStillTried, paddleReason, paddleRemedy } from '@/lib/paddle/words'
import { usePaddleEvents } from '@/lib/queries/paddle/use-paddle-events'

/** What Paddle said and nobody could apply, for who is on call. Nothing is shown while nothing waits. */
export function WaitingPaddleEvents() {
  const events = usePaddleEvents()
  const now = useNow(60_000)
  if (events.isError && !events.data) return <Failure title="The events of Paddle could not be read" onRetry={() => void events.refetch()} />
  if (!events.data || events.data.length === 0) return null
  return (
    <section aria-labelledby="paddle" className="min-w-0">
      <h2 id="paddle" className="font-semibold">
        Events of Paddle that wait <span className="ml-1 text-sm font-normal text-ink-2">{events.data.length === 100 ? 'the oldest 100' : events.data.length}</span>
      </h2>
      <ul className="mt-2 border-t border-line">
        {events.data.map((event) => (
          <OneEvent key={event.id} event={event} tried={isStillTried(event, now)} />
        ))}
      </ul>
    </section>
  )
}

function OneEvent({ event, tried }: { event: PaddleEvent; tried: boolean }) {
  const reason = paddleReason(event)
  return (
    <li className="grid grid-cols-[88px_minmax(0,1fr)_auto] items-baseline gap-x-3 border-b border-line py-1.5 max-sm:grid-cols-[minmax(0,1fr)_auto]">
      <Moment at={event.occurredAt} className="text-ink-2" />
      <p className="min-w-0 max-sm:order-last max-sm:col-span-2">
        <span className="break-words">{`${capitalise(reason)}.`}</span>{' '}
        <span className="text-ink-2">{tried ? paddleRemedy(event) : 'Older than 30 days: it is not tried any more.'}</span>
      </p>
      <p className="flex items-center gap-1 text-sm">
        {event.userId ? (
          <Link href={`/customers/${event.userId}`} prefetch={false} className="text-accent-ink hover:underline">
            Open customer
          </Link>
        ) : (
          <span className="font-mono text-ink-2">{event.paddleCustomerId}</span>
        )}
        <CopyButton value={event.id} label="event id" />
      </p>
    </li>
  )
}
