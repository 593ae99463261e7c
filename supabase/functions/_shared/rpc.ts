import { ConnectionLog, type Outage } from './connection-log.ts'
import { DatabaseError } from './engine-db.ts'

/** How long a call that fails for a passing reason is repeated, in milliseconds. */
export type Patience = { forMs: number; sleep(ms: number): Promise<void>; now(): number }

type RpcAnswer = { data: unknown; error: { code: string; message: string } | null; status: number }
/** The part of the Supabase client that is used here. */
export type RpcClient = { rpc(name: string, args: object): PromiseLike<RpcAnswer> }

const ownLog = new ConnectionLog(() => new Date())

/** Calls a database function. A lost answer or a passing failure is asked again, since every function gives the same answer twice. */
export async function callRpc<T>(client: RpcClient, name: string, args: object, patience: Patience | null, log: ConnectionLog = ownLog): Promise<T> {
  const started = patience?.now() ?? 0
  for (let pause = 200; ; pause = Math.min(pause * 2, 2000)) {
    try {
      const answer = await callOnce<T>(client, name, args)
      await log.report((outage) => send(client, outage))
      return answer
    } catch (error) {
      if (error instanceof DatabaseError && error.code === 'connection') log.failed()
      const passing = error instanceof DatabaseError && error.transient
      if (!passing || !patience || patience.now() - started + pause > patience.forMs) throw error
      await patience.sleep(pause)
    }
  }
}

async function callOnce<T>(client: RpcClient, name: string, args: object): Promise<T> {
  const { data, error, status } = await client.rpc(name, args)
  if (!error) return data as T
  const answered = status >= 400 && status < 500
  throw new DatabaseError(error.code && (answered || /^[0-9A-Z]{5}$/.test(error.code)) ? error.code : 'connection', error.message)
}

/** Never throws: the call before it has succeeded, and its answer counts. */
async function send(client: RpcClient, outage: Outage): Promise<boolean> {
  const args = { p_reporter: 'functions', p_failures: outage.failures, p_first_at: outage.firstAt, p_last_at: outage.lastAt }
  try {
    return (await client.rpc('report_connection_failures', args)).error === null
  } catch {
    return false
  }
}
