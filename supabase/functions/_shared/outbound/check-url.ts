import ipaddr from 'ipaddr.js'

declare const Deno: { resolveDns(hostname: string, family: 'A' | 'AAAA'): Promise<string[]> }

export type Resolve = (hostname: string) => Promise<string[]>

/** Where a URL that people configure leads, or why it may not be called: HTTPS to public addresses only. */
export async function findPublicAddresses(text: string, resolve: Resolve): Promise<{ addresses: string[] } | { refusal: string }> {
  if (!URL.canParse(text)) return { refusal: 'is no URL' }
  const url = new URL(text)
  if (url.protocol !== 'https:') return { refusal: 'is not HTTPS' }
  if (url.username !== '' || url.password !== '') return { refusal: 'carries a password' }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = ipaddr.isValid(host) ? [host] : await resolve(host)
  if (addresses.length === 0) return { refusal: 'has no address' }
  return addresses.every(isPublic) ? { addresses } : { refusal: 'leads to a private address' }
}

// An IPv4 address in the clothes of IPv6 is judged as what it is.
function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.process(address).range() === 'unicast'
}

/** Every address of a host, by Deno's resolver. A family that has none is no error. */
export async function resolveHost(hostname: string): Promise<string[]> {
  const families = await Promise.all((['A', 'AAAA'] as const).map((family) => Deno.resolveDns(hostname, family).catch(() => [])))
  return families.flat()
}
