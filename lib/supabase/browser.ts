import { createBrowserClient } from '@supabase/ssr'
import type { SupabaseClient } from '@supabase/supabase-js'
import type { PublicEnv } from '@/lib/env'
import { cookieOptions } from './cookie-options'
import type { Database } from './database.types'

/** The typed client of this project, whoever it acts for. */
export type Client = SupabaseClient<Database>

/** The browser's client: the staff member's own session, kept in cookies. One for each page load. */
export function createBrowserSupabase(env: PublicEnv): Client {
  return createBrowserClient<Database>(env.supabaseUrl, env.publishableKey, { cookieOptions: cookieOptions(env) })
}
