import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ReadError } from '@/lib/errors'
import { overviewSchema } from '@/lib/overview/overview'
import { minutesEarlier, type Comparison } from '@/lib/overview/compare'
import { rangeOf, type OverviewRange } from '@/lib/overview/range'
import type { Client } from '@/lib/supabase/browser'

export const overviewKeys = {
  all: ['overview'] as const,
  of: (range: OverviewRange, timeZone: string, comparison: Comparison) => ['overview', range, timeZone, minutesEarlier(range, comparison)] as const,
}

/** Everything on the overview, from one snapshot. The period moves on by itself, so it is read again without a signal. */
export function overviewOptions(client: Client, range: OverviewRange, timeZone: string, comparison: Comparison) {
  const { minutes, bucketSeconds } = rangeOf[range]
  return queryOptions({
    queryKey: overviewKeys.of(range, timeZone, comparison),
    queryFn: async () => {
      const { data, error } = await client.rpc('read_overview', {
        p_minutes: minutes,
        p_bucket_seconds: bucketSeconds,
        p_time_zone: timeZone,
        p_compare_minutes: minutesEarlier(range, comparison),
      })
      if (error) throw new ReadError('overview', error)
      return overviewSchema.parse(data)
    },
    placeholderData: keepPreviousData,
    refetchInterval: range === '7d' || range === '30d' ? 60_000 : 15_000,
  })
}
