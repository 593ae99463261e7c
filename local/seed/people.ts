import { createHash } from 'node:crypto'

/** The password of every demo sign-in. */
export const demoPassword = 'switchboard-demo'

/** The demo sign-ins; the outsider is a signed-in person who is not staff. */
export const staff = {
  admin: { email: 'admin@switchboard.test', name: 'Ada Admin' },
  operator: { email: 'operator@switchboard.test', name: 'Otis Operator' },
  viewer: { email: 'viewer@switchboard.test', name: 'Vera Viewer' },
  outsider: { email: 'outsider@switchboard.test', name: null },
} as const

/** A customer to make: what the product would know of one. */
export type NewCustomer = { email: string; city: string; state: string; tier: string; status: string; assistant: boolean; upgradeTo?: string }

/** The demo customers: paying ones, free ones, one without an assistant, one past due, one cancelled. */
export const customers: NewCustomer[] = [
  { email: 'mara.lindqvist@example.com', city: 'Austin', state: 'TX', tier: 'free', status: 'active', assistant: true, upgradeTo: 'pro' },
  { email: 'jonas.okafor@example.com', city: 'Denver', state: 'CO', tier: 'free', status: 'active', assistant: true, upgradeTo: 'starter' },
  { email: 'priya.raman@example.com', city: 'Seattle', state: 'WA', tier: 'free', status: 'active', assistant: true, upgradeTo: 'business' },
  { email: 'tomas.herrera@example.com', city: 'Tucson', state: 'AZ', tier: 'free', status: 'active', assistant: true, upgradeTo: 'pro' },
  { email: 'yuki.tanabe@example.com', city: 'Portland', state: 'OR', tier: 'free', status: 'active', assistant: false, upgradeTo: 'pro' },
  { email: 'claire.dubois@example.com', city: 'Boston', state: 'MA', tier: 'starter', status: 'trialing', assistant: true },
  { email: 'samuel.njoroge@example.com', city: 'Atlanta', state: 'GA', tier: 'pro', status: 'past_due', assistant: true },
  { email: 'ingrid.solberg@example.com', city: 'Minneapolis', state: 'MN', tier: 'pro', status: 'cancelled', assistant: true },
  { email: 'deniz.aksoy@example.com', city: 'Chicago', state: 'IL', tier: 'free', status: 'active', assistant: true },
  { email: 'nora.kowalska@example.com', city: 'Columbus', state: 'OH', tier: 'free', status: 'active', assistant: true },
  { email: 'leo.martins@example.com', city: 'Miami', state: 'FL', tier: 'free', status: 'active', assistant: true },
  { email: 'fatima.haddad@example.com', city: 'Phoenix', state: 'AZ', tier: 'free', status: 'active', assistant: true },
]

/** The user id of a demo person: always the same for the same e-mail, so that links and tests keep working. */
export function demoUserId(email: string): string {
  const hex = createHash('sha256').update(`switchboard-demo:${email}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
