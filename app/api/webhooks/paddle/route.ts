import { readEnv } from '@/lib/env.server'
import { forwardEvent } from '@/lib/services/paddle/forward-event'

export const dynamic = 'force-dynamic'

/** Where Paddle sends its events. Nothing is judged here: the console holds no secret, the Edge Function verifies. */
export function POST(request: Request): Promise<Response> {
  return forwardEvent(request, readEnv())
}
