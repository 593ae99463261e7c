'use client'

import { useNow, useTimeZone } from '@/lib/clock/clock-provider'
import { formatAbsolute, formatClock, formatDay, formatMoment, formatRelative } from '@/lib/format/time'

type Props = { at: string; className?: string }

/** When something was, by the clock; date, time and zone on hover. */
export function Moment({ at, className, form = 'moment' }: Props & { form?: 'moment' | 'clock' | 'day' }) {
  const timeZone = useTimeZone()
  const now = useNow(60_000)
  const date = new Date(at)
  return (
    <time dateTime={at} title={formatAbsolute(date, timeZone)} className={className}>
      {form === 'clock' ? formatClock(date, timeZone) : form === 'day' ? formatDay(date, timeZone) : formatMoment(date, new Date(now), timeZone)}
    </time>
  )
}

/** How long ago something was, or how soon it will be; date, time and zone on hover. */
export function Relative({ at, className }: Props) {
  const timeZone = useTimeZone()
  const now = useNow()
  return (
    <time dateTime={at} title={formatAbsolute(new Date(at), timeZone)} className={className}>
      {formatRelative(new Date(at), new Date(now))}
    </time>
  )
}
