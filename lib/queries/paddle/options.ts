import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { ReadError } from '@/lib/errors'
import { paddleEventSchema } from '@/lib/paddle/event'
import type { Client } from '@/lib/supabase/browser'

/** The events of Paddle that wait. They are judged every minute, without a message. */
export function paddleEventsOptions(client: Client) {
  return queryOptions({
    queryKey: ['paddle', 'waiting'] as const,
    queryFn: async () => {
      const { data, error } = await client.rpc('read_paddle_events')
      if (error) throw new ReadError('events of Paddle', error)
      return z.array(paddleEventSchema).parse(data)
    },
    refetchInterval: 30_000,
  })
}
