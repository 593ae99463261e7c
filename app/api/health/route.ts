import { checkHealth } from '@/lib/services/health/check-health'
import { connectionLog } from '@/lib/services/health/connection-log'
import { readEnv } from '@/lib/env.server'

export const dynamic = 'force-dynamic'

/** Whether the console can reach what it needs. Reads only, with no more rights than anybody has. */
export async function GET(): Promise<Response> {
  const health = await checkHealth(readEnv())
  if (health.checks.database === 'down') connectionLog.failed()
  return Response.json(health, { status: health.status === 'ok' ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
