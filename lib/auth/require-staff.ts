import 'server-only'
import { redirect } from 'next/navigation'
import { readVisitor } from './read-visitor'
import type { Staff } from './roles'

/** The gate of every console page. The layout above renders beside the page, so each page asks for itself. */
export async function requireStaff(path: string): Promise<Staff> {
  const visitor = await readVisitor()
  if (visitor.kind === 'nobody') redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`)
  if (visitor.kind === 'outsider') redirect('/not-staff')
  return visitor.staff
}
