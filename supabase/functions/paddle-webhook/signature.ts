import { createHmac } from 'node:crypto'
import { sameSecret } from '../_shared/auth.ts'

const tolerance = 5 * 60

/** Why a signature does not hold; null when it does. Every `h1` is tried, since a rotation sends several. */
export function signatureProblem(o: { header: string | null; body: string; secret: string; now: Date }): string | null {
  const signature = parseSignature(o.header)
  if (!signature) return 'The header Paddle-Signature is missing or malformed.'
  if (Math.abs(o.now.getTime() / 1000 - signature.seconds) > tolerance) return 'The signature is older or newer than five minutes.'
  const wanted = sign(`${signature.seconds}:${o.body}`, o.secret)
  return signature.hashes.some((hash) => sameSecret(hash, wanted)) ? null : 'The signature does not match the body.'
}

function parseSignature(header: string | null): { seconds: number; hashes: string[] } | null {
  const parts = (header ?? '').split(';').map((part) => part.trim().split('='))
  const values = (name: string) => parts.filter(([key]) => key === name).flatMap(([, value]) => (value ? [value] : []))
  const [seconds, ...more] = values('ts')
  const hashes = values('h1').map((hash) => hash.toLowerCase())
  if (!seconds || more.length > 0 || !/^\d{1,12}$/.test(seconds) || hashes.length === 0 || hashes.length > 10) return null
  return { seconds: Number(seconds), hashes }
}

/** HMAC-SHA256 in hexadecimal, as Paddle signs `<ts>:<body>`. */
export function sign(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}
