'use client'

import { StatusIcon } from '@/components/status/status-icon'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useNow, useTimeZone } from '@/lib/clock/clock-provider'
import { formatDuration } from '@/lib/format/duration'
import { formatClock } from '@/lib/format/time'
import { useConnection } from '@/lib/realtime/live-provider'

/** Says that live changes stopped, and offers to read again. */
export function StaleNotice({ onReload }: { onReload: () => void }) {
  const connection = useConnection()
  const now = useNow()
  const timeZone = useTimeZone()
  if (connection.state !== 'stale') return null
  return (
    <Notice
      tone="caution"
      icon={<StatusIcon shape="struck-dot" />}
      title={`Stale, ${formatDuration(now - connection.since)}`}
      action={<Button onClick={onReload}>Reload</Button>}
      className="m-3"
    >
      Live changes stopped at {formatClock(new Date(connection.since), timeZone)}. What you see may be old.
    </Notice>
  )
}
