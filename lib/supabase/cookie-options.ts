import type { PublicEnv } from '@/lib/env'

/**
 * How a session's cookies are kept: never over plain HTTP where the project itself is behind HTTPS. Browsers take localhost for safe, so that
 * a console under development may stand before a hosted project.
 */
export function cookieOptions(env: PublicEnv): { secure: boolean } {
  return { secure: env.supabaseUrl.startsWith('https:') }
}
