import { timingSafeEqual } from 'node:crypto'
import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import { vapiError } from './errors.ts'

/** Checks the Bearer token. */
export function authenticateVapi(request: ApiRequest, apiKey: string): Reply | null {
  const [given, own] = [Buffer.from(request.headers.authorization ?? ''), Buffer.from(`Bearer ${apiKey}`)]
  if (given.length === own.length && timingSafeEqual(given, own)) return null
  return vapiError(401, 'Invalid Key. Hot tip, you may be using the private key instead of the public key, or vice versa.')
}
