import 'server-only'
import { createServerClient } from '@supabase/ssr'
import { cookies } from 'next/headers'
import { cache } from 'react'
import { readEnv } from '@/lib/env.server'
import type { Client } from './browser'
import { cookieOptions } from './cookie-options'
import type { Database } from './database.types'

/** The client of this request: the staff member's own session, no other rights. */
export const createServerSupabase = cache(async (): Promise<Client> => {
  const env = readEnv()
  const store = await cookies()
  return createServerClient<Database>(env.supabaseUrl, env.publishableKey, {
    cookieOptions: cookieOptions(env),
    cookies: {
      getAll: () => store.getAll(),
      setAll(changed) {
        try {
          for (const { name, value, options } of changed) store.set(name, value, options)
        } catch {
          // While a page renders no cookie can be set; proxy.ts has refreshed the session already.
        }
      },
    },
  })
})
