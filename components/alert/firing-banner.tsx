'use client'

import Link from 'next/link'
import { StatusIcon } from '@/components/status/status-icon'
import { Relative } from '@/components/time/moment'
import { buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { takenBy } from '@/lib/alerts/alert'
import { formatCount, plural } from '@/lib/format/count'
import { useAlertBadge } from '@/lib/queries/alerts/use-live-alerts'
import { sayOwner } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'

/** The oldest incident that fires, its owner, and the way to it; nothing while none does. */
export function FiringBanner() {
  const self = useSelf()
  const badge = useAlertBadge()
  const first = badge?.first
  if (!badge || !first) return null
  const others = badge.firing - 1
  return (
    <Notice
      tone="danger"
      icon={<StatusIcon shape="octagon-filled" />}
      title={first.label}
      action={
        <Link href={`/alerts/${first.id}`} className={buttonClass({})}>
          Open incident {first.id}
        </Link>
      }
    >
      {first.sentence} Fired <Relative at={first.fired_at ?? first.opened_at} />; {sayOwner(first.acknowledged_at ? takenBy(first) : null, self)};{' '}
      {formatCount(badge.customers_waiting)} {plural(badge.customers_waiting, 'customer waits', 'customers wait')}.{others > 0 ? ` ${others} more ${plural(others, 'fires', 'fire')}.` : ''}
    </Notice>
  )
}
