'use client'

import Link from 'next/link'
import { StatusIcon } from '@/components/status/status-icon'
import { Button, buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useTimeZone } from '@/lib/clock/clock-provider'
import { formatClock } from '@/lib/format/time'

const sessionCodes = ['PT403', '42501', 'PGRST301', 'PGRST302', 'PGRST303']

/** The read failed: the session has ended, or the database is away. What is shown is of before. */
export function CustomerFailure({ id, error, at, onRetry }: { id: string; error: Error; at: number; onRetry: () => void }) {
  const timeZone = useTimeZone()
  const shown = `Shown as of ${formatClock(new Date(at), timeZone)}.`
  const icon = <StatusIcon shape="disc-cross" />
  if (endsSession(error)) {
    return (
      <Notice
        tone="danger"
        icon={icon}
        title="Your session has ended"
        className="m-3"
        action={
          <Link href={`/sign-in?next=${encodeURIComponent(`/customers/${id}`)}`} className={buttonClass()}>
            Sign in again
          </Link>
        }
      >
        {shown}
      </Notice>
    )
  }
  return (
    <Notice tone="danger" icon={icon} title="The database does not answer" className="m-3" action={<Button onClick={onRetry}>Try again</Button>}>
      {shown}
    </Notice>
  )
}

function endsSession({ cause }: Error): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string' && sessionCodes.includes(cause.code)
}
