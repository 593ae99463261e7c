'use client'

import { useTimeZone } from '@/lib/clock/clock-provider'
import { formatClock } from '@/lib/format/time'

/** Parts what is new from what was there. */
export function OpenedLine({ at }: { at: number }) {
  const timeZone = useTimeZone()
  return <>You opened this page at {formatClock(new Date(at), timeZone)}. Older runs are dimmed.</>
}
