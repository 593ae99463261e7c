import type { SupabaseClient } from '@supabase/supabase-js'
import { DatabaseError } from './engine-db.ts'

/** How long a call that fails for a passing reason is repeated, in milliseconds. */
export type Patience = { forMs: number; sleep(ms: number): Promise<void>; now(): number }

/** Calls a database function. A lost answer or a passing failure is asked again, since every function gives the same answer twice. */
export async function callRpc<T>(client: SupabaseClient, name: string, args: object, patience: Patience | null): Promise<T> {
  const started = patience?.now() ?? 0
  for (let pause = 200; ; pause = Math.min(pause * 2, 2000)) {
    try {
      return await callOnce<T>(client, name, args)
    } catch (error) {
      const passing = error instanceof DatabaseError && error.transient
      if (!passing || !patience || patience.now() - started + pause > patience.forMs) throw error
      await patience.sleep(pause)
    }
  }
}

async function callOnce<T>(client: SupabaseClient, name: string, args: object): Promise<T> {
  const { data, error, status } = await client.rpc(name, args)
  if (!error) return data as T
  const answered = status >= 400 && status < 500
  throw new DatabaseError(error.code && (answered || /^[0-9A-Z]{5}$/.test(error.code)) ? error.code : 'connection', error.message)
}
