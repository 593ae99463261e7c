import 'server-only'
import type { Client } from '@/lib/supabase/browser'
import { connectionLog as own, type ConnectionLog } from './connection-log'

/** Tells the database how often it did not answer, under the session of whoever is there. What fails is kept for the next time. */
export async function reportOutage(client: Pick<Client, 'rpc'>, log: ConnectionLog = own): Promise<void> {
  const outage = log.take()
  if (!outage) return
  try {
    const { error } = await client.rpc('report_connection_failures', { p_reporter: 'console', p_failures: outage.failures, p_first_at: outage.firstAt, p_last_at: outage.lastAt })
    if (error) log.giveBack(outage)
  } catch {
    log.giveBack(outage)
  }
}
