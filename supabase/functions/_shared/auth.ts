import type { Buffer } from 'node:buffer'
import { createHash, timingSafeEqual } from 'node:crypto'
import { ApiError } from './http.ts'

/** Compares by digest, so that the time taken says nothing about where two keys differ. */
export function sameSecret(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return wanted !== '' && timingSafeEqual(digest(given), digest(wanted))
}

/** The bearer token of a request; null without one. */
export function bearerToken(request: Request): string | null {
  return /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]?.trim() ?? null
}

/** True when the request carries the secret key, in `apikey` or as bearer. */
export function isService(request: Request, serviceKey: string): boolean {
  return [request.headers.get('apikey'), bearerToken(request)].some((key) => key !== null && sameSecret(key, serviceKey))
}

/** Three dot-separated parts: a user's session rather than a key. Whether it is valid, the database says. */
export function looksLikeSession(token: string): boolean {
  return token.split('.').length === 3
}

/** Lets the nudge of our own database and the service in; everybody else gets `unauthorized`. */
export async function requireNudgeOrService(request: Request, keys: { serviceKey: string; nudgeKey(): Promise<string | null> }): Promise<void> {
  if (isService(request, keys.serviceKey)) return
  const token = bearerToken(request)
  const nudgeKey = token === null ? null : await keys.nudgeKey()
  if (token === null || nudgeKey === null || !sameSecret(token, nudgeKey)) throw new ApiError('unauthorized', 'This key opens nothing here.')
}
