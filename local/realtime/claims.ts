import { jwtVerify } from 'jose'
import type { ApiKeys } from '../api/keys.ts'

/** Who a channel belongs to. `exp` in seconds, null for a key that does not expire. */
export type Claims = { role: string; exp: number | null; all: Record<string, unknown> }

const roles = new Set(['anon', 'authenticated', 'service_role'])

/** The role of an API key; null for a key that is not this project's. */
export function claimsOfKey(key: string, keys: ApiKeys): Claims | null {
  const role = key === keys.publishable ? 'anon' : key === keys.secret ? 'service_role' : null
  return role ? { role, exp: null, all: { role } } : null
}

/** Verifies a user's token; null when it is expired, forged or names a role that no user has. */
export async function claimsOfToken(token: string, jwtSecret: string): Promise<Claims | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(jwtSecret), { algorithms: ['HS256'] })
    const role = payload['role']
    if (typeof role !== 'string' || !roles.has(role)) return null
    return { role, exp: payload.exp ?? null, all: { ...payload } }
  } catch {
    return null
  }
}
