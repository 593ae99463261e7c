import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { safeNextPath } from '@/lib/auth/next-path'
import { readVisitor } from '@/lib/auth/read-visitor'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams
  const path = safeNextPath(typeof next === 'string' ? next : null)
  // When Auth does not answer, the form is still the right thing to show: it says so on the first try.
  const visitor = await readVisitor().catch(() => null)
  if (visitor?.kind === 'staff') redirect(path)
  if (visitor?.kind === 'outsider') redirect('/not-staff')
  return <SignInForm next={path} />
}
