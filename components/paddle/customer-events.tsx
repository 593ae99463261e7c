'use client'

import { StatusIcon } from '@/components/status/status-icon'
import { Moment } from '@/components/time/moment'
import type { PaddleEvent } from '@/lib/paddle/event'
import { paddleReason, paddleRemedy } from '@/lib/paddle/words'

/** What Paddle said of this customer and could not be applied: the subscription shown here may be older than the payment. */
export function CustomerPaddleEvents({ events }: { events: readonly PaddleEvent[] }) {
  if (events.length === 0) return null
  return (
    <section aria-label="Events of Paddle that wait" className="mt-4 flex flex-col gap-2 border-l-2 border-caution-mark pl-4">
      {events.map((event) => (
        <p key={event.id} className="flex items-start gap-2">
          <StatusIcon shape="person" className="mt-[3px] text-caution" />
          <span className="min-w-0">
            An event from Paddle of <Moment at={event.occurredAt} /> waits: <span className="break-words">{paddleReason(event)}</span>.{' '}
            <span className="text-ink-2">{paddleRemedy(event)} The subscription here is the one of before.</span>
          </span>
        </p>
      ))}
    </section>
  )
}
