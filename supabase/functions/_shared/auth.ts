import { ApiError } from './http.ts'

/** Compares by digest, so that the time taken says nothing about where two keys differ. */
export async function sameSecret(given: string, wanted: string): Promise<boolean> {
  if (wanted === '') return false
  const encoder = new TextEncoder()
  const [a, b] = await Promise.all([given, wanted].map((text) => crypto.subtle.digest('SHA-256', encoder.encode(text))))
  if (!a || !b) return false
  const left = new Uint8Array(a)
  const right = new Uint8Array(b)
  let difference = 0
  for (const [index, byte] of left.entries()) difference |= byte ^ (right[index] ?? 0)
  return difference === 0
}

/** The bearer token of a request; null without one. */
export function bearerToken(request: Request): string | null {
  return /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]?.trim() ?? null
}

/** True when the request carries the secret key, in `apikey` or as bearer. */
export async function isService(request: Request, serviceKey: string): Promise<boolean> {
  const keys = [request.headers.get('apikey'), bearerToken(request)]
  const matches = await Promise.all(keys.map((key) => (key === null ? false : sameSecret(key, serviceKey))))
  return matches.includes(true)
}

/** Three dot-separated parts: a user's session rather than a key. Whether it is valid, the database says. */
export function looksLikeSession(token: string): boolean {
  return token.split('.').length === 3
}

/** Lets the nudge of our own database and the service in; everybody else gets `unauthorized`. */
export async function requireNudgeOrService(request: Request, keys: { serviceKey: string; nudgeKey(): Promise<string | null> }): Promise<void> {
  if (await isService(request, keys.serviceKey)) return
  const token = bearerToken(request)
  const nudgeKey = token === null ? null : await keys.nudgeKey()
  if (token === null || nudgeKey === null || !(await sameSecret(token, nudgeKey))) throw new ApiError('unauthorized', 'This key opens nothing here.')
}
