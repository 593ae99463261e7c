import { NextRequest } from 'next/server'
import { afterEach, expect, test, vi } from 'vitest'
import { refreshSession } from './proxy'

afterEach(() => vi.unstubAllGlobals())

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = (expiresAt: number) => `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: 'u1', role: 'authenticated', exp: expiresAt })}.${part({})}`

// A session that has run out, and an Auth that gives another one for it.
async function cookiesAfterRefresh(supabaseUrl: string) {
  const now = Math.floor(Date.now() / 1000)
  const user = { id: 'u1', aud: 'authenticated', email: 'a@example.com' }
  const session = (expiresAt: number) => ({ access_token: token(expiresAt), refresh_token: 'r', token_type: 'bearer', expires_in: 3600, expires_at: expiresAt, user })
  vi.stubGlobal('fetch', (url: string | URL) => Promise.resolve(Response.json(String(url).includes('/token') ? session(now + 3600) : user)))
  const name = `sb-${new URL(supabaseUrl).hostname.split('.')[0]}-auth-token`
  const request = new NextRequest('http://console.example/', { headers: { cookie: `${name}=base64-${part(session(now - 10))}` } })
  const { response, signedIn } = await refreshSession(request, new Headers(request.headers), { supabaseUrl, publishableKey: 'sb_publishable_x', environment: 'Test' })
  expect(signedIn).toBe(true)
  return response.cookies.getAll().filter((cookie) => cookie.value !== '')
}

test.each([
  ['https://abc.supabase.co', true],
  ['http://127.0.0.1:54321', false],
])('with a project at %s a session travels encrypted only: %s', async (url, secure) => {
  const cookies = await cookiesAfterRefresh(url)
  expect(cookies.length).toBeGreaterThan(0)
  for (const cookie of cookies) expect([cookie.secure ?? false, cookie.sameSite]).toEqual([secure, 'lax'])
})
