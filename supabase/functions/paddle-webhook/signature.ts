import { sameSecret } from '../_shared/auth.ts'

const tolerance = 5 * 60

/** Why a signature does not hold; null when it does. Every `h1` is tried, since a rotation sends several. */
export async function signatureProblem(o: { header: string | null; body: string; secret: string; now: Date }): Promise<string | null> {
  const signature = parseSignature(o.header)
  if (!signature) return 'The header Paddle-Signature is missing or malformed.'
  if (Math.abs(o.now.getTime() / 1000 - signature.seconds) > tolerance) return 'The signature is older or newer than five minutes.'
  const wanted = await sign(`${signature.seconds}:${o.body}`, o.secret)
  const matches = await Promise.all(signature.hashes.map((hash) => sameSecret(hash, wanted)))
  return matches.includes(true) ? null : 'The signature does not match the body.'
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
export async function sign(text: string, secret: string): Promise<string> {
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
