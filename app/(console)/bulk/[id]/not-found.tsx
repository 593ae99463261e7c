import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export default function NotFound() {
  return (
    <EmptyState
      isPage
      title="There is no bulk job with this number"
      action={
        <Link href="/bulk" className={buttonClass()}>
          Open the jobs
        </Link>
      }
    >
      Jobs are never deleted, so the number is probably mistyped.
    </EmptyState>
  )
}
