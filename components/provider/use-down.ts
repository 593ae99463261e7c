'use client'

import { useTimeZone } from '@/lib/clock/clock-provider'
import { formatClock } from '@/lib/format/time'
import { downMark, downOf, downWarning, type ProviderHealth } from '@/lib/providers/health'
import { useProviderHealth } from '@/lib/queries/providers/use-provider-health'

type Down = { mark: string | null; warning: string | null }

/** For each thing that could be pressed, by whom it needs: what to say while one of them is down. */
export function useDown(): (needed: readonly ProviderHealth['provider'][]) => Down {
  const { data } = useProviderHealth()
  const timeZone = useTimeZone()
  return (needed) => {
    const down = downOf(data ?? [], needed)
    return { mark: downMark(down), warning: downWarning(down, (at) => formatClock(new Date(at), timeZone).slice(0, 5)) }
  }
}
