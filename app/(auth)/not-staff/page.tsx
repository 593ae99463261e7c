import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { homePath } from '@/components/shell/navigation'
import { Button } from '@/components/ui/button'
import { readVisitor } from '@/lib/auth/read-visitor'
import { signOut } from '../actions'

export const metadata: Metadata = { title: 'Not staff' }

export default async function Page() {
  const visitor = await readVisitor()
  if (visitor.kind === 'nobody') redirect('/sign-in')
  if (visitor.kind === 'staff') redirect(homePath)
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-lg font-semibold text-balance">This account is not staff</h1>
      <p className="text-ink-2">
        You are signed in as <strong className="font-medium break-all text-ink">{visitor.email}</strong>. Nothing is shown to accounts that are not on the
        staff list.
      </p>
      <p className="text-ink-2">If you work here, ask a Switchboard admin in your team to add you, then reload this page.</p>
      <form action={signOut}>
        <Button type="submit" kind="primary" size="lg" className="max-sm:h-10 max-sm:w-full">
          Sign out
        </Button>
      </form>
    </div>
  )
}
