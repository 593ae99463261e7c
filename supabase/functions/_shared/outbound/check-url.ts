import ipaddr from 'ipaddr.js'

declare const Deno: { resolveDns(hostname: string, family: 'A' | 'AAAA'): Promise<string[]> }

export type Resolve = (hostname: string) => Promise<string[]>

/** Why a URL that people configure may not be called; null when it may: HTTPS to public addresses only. */
export async function whyNotPublic(text: string, resolve: Resolve): Promise<string | null> {
  if (!URL.canParse(text)) return 'is no URL'
  const url = new URL(text)
  if (url.protocol !== 'https:') return 'is not HTTPS'
  if (url.username !== '' || url.password !== '') return 'carries a password'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = ipaddr.isValid(host) ? [host] : await resolve(host)
  if (addresses.length === 0) return 'has no address'
  return addresses.every(isPublic) ? null : 'leads to a private address'
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
