import { createServerClient } from '@supabase/ssr'
import { NextResponse, type NextRequest } from 'next/server'
import type { PublicEnv } from '@/lib/env'
import { cookieOptions } from './cookie-options'

/** Refreshes the session's cookies; says whether anybody is signed in. */
export async function refreshSession(
  request: NextRequest,
  headers: Headers,
  env: PublicEnv,
): Promise<{ response: NextResponse; signedIn: boolean }> {
  const forward = () => {
    headers.set('cookie', request.cookies.toString())
    return NextResponse.next({ request: { headers } })
  }
  let response = forward()
  const supabase = createServerClient(env.supabaseUrl, env.publishableKey, {
    cookieOptions: cookieOptions(env),
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll(changed, cacheHeaders) {
        for (const { name, value } of changed) request.cookies.set(name, value)
        response = forward()
        for (const { name, value, options } of changed) response.cookies.set(name, value, options)
        for (const [name, value] of Object.entries(cacheHeaders)) response.headers.set(name, value)
      },
    },
  })
  const { data, error } = await supabase.auth.getClaims()
  // When Auth does not answer nobody knows: the page itself says so, instead of a sign-in that cannot work.
  const unknown = error !== null && (error.status === undefined || error.status === 0 || error.status >= 500) && hasSession(request)
  return { response, signedIn: data !== null || unknown }
}

function hasSession(request: NextRequest): boolean {
  return request.cookies.getAll().some(({ name }) => /^sb-.*-auth-token(\.\d+)?$/.test(name))
}
