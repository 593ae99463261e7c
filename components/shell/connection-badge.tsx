'use client'

import { Status } from '@/components/status/status'
import { connectionSigns } from '@/components/status/vocabulary'
import { Tooltip } from '@/components/ui/tooltip'
import { useNow, useTimeZone } from '@/lib/clock/clock-provider'
import { formatDuration } from '@/lib/format/duration'
import { formatClock } from '@/lib/format/time'
import { useConnection } from '@/lib/realtime/live-provider'
import type { Connection } from '@/lib/realtime/connection'

/** Whether the screen is live, and since when it is not. */
export function ConnectionBadge() {
  const connection = useConnection()
  const now = useNow()
  const timeZone = useTimeZone()
  const { word, ...sign } = connectionSigns[connection.state]
  const text = connection.state === 'stale' ? `${word}, ${formatDuration(now - connection.since)}` : word
  return (
    <Tooltip text={explain(connection, timeZone)} side="bottom">
      <button type="button" className="flex h-7 cursor-default items-center rounded-md px-1.5">
        <Status sign={{ ...sign, word: text }} />
        <span role="status" className="sr-only">
          Connection: {word}
        </span>
      </button>
    </Tooltip>
  )
}

function explain(connection: Connection, timeZone: string): string {
  if (connection.state === 'live') return 'Changes arrive as they happen.'
  if (connection.state === 'connecting') return 'Asking for live changes.'
  const since = formatClock(new Date(connection.since), timeZone)
  return `Live changes stopped at ${since}. Trying again; the screen may lag.`
}
