import { NextResponse, type NextRequest } from 'next/server'
import { parsePublicEnv } from '@/lib/env'
import { contentPolicy } from '@/lib/http/content-policy'
import { refreshSession } from '@/lib/supabase/proxy'

const openPaths = ['/sign-in']

/** Before every page: a fresh content policy, a refreshed session, and the way to the sign-in. Pages check again themselves. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const env = parsePublicEnv(process.env)
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = contentPolicy({ nonce, supabaseUrl: env.supabaseUrl, development: process.env.NODE_ENV === 'development' })
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)

  const { response, signedIn } = await refreshSession(request, headers, env)
  // An action answers for itself that the session has ended: a redirect would look as if no answer had come.
  const answersItself = request.headers.has('next-action') || openPaths.includes(request.nextUrl.pathname)
  const answer = signedIn || answersItself ? response : toSignIn(request)
  answer.headers.set('content-security-policy', policy)
  return answer
}

function toSignIn(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const url = new URL('/sign-in', request.url)
  if (pathname !== '/') url.searchParams.set('next', pathname + search)
  return NextResponse.redirect(url)
}

export const config = { matcher: ['/((?!api/|_next/static|_next/image|favicon.ico|icon.svg).*)'] }
