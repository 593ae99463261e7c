import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { loadSecrets } from '../stack/secrets.ts'
import type { Stack } from '../stack.ts'
import { startThrowAwayStack } from '../stack/throw-away-stack.ts'
import { session, type Rows } from '../postgres/testing/temporary-database.ts'

/** A stack without console in a folder of its own, for one test file. */
export type TestStack = {
  stack: Stack
  run: Rows
  jwtSecret: string
  /** An unmodified client, signed in as that demo person, or with the bare publishable key. */
  client(who?: keyof Stack['info']['accounts']): Promise<SupabaseClient>
  remove(): Promise<void>
}

/** Starts it; the Edge Functions only where asked for. */
export async function testStack(o: { functions: boolean }): Promise<TestStack> {
  const stack = await startThrowAwayStack('test-stack', { app: false, functions: o.functions, latency: 0 })
  const clients: SupabaseClient[] = []
  return {
    stack,
    run: session(stack.info.db_url),
    jwtSecret: loadSecrets(stack.stackDir).jwtSecret,
    client: async (who) => {
      const client = createClient(stack.info.api_url, stack.info.publishable_key, { auth: { persistSession: false, autoRefreshToken: false } })
      clients.push(client)
      if (who) {
        const { email, password } = stack.info.accounts[who]
        const { error } = await client.auth.signInWithPassword({ email, password })
        if (error) throw error
      }
      return client
    },
    remove: async () => {
      await Promise.all(clients.map((client) => client.realtime.disconnect()))
      await stack.stop()
    },
  }
}
