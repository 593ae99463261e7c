import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export default function NotFound() {
  return (
    <EmptyState
      isPage
      title="There is no run with this number"
      action={
        <Link href="/runs" className={buttonClass()}>
          Open the runs
        </Link>
      }
    >
      Runs are never deleted, so the number is probably mistyped.
    </EmptyState>
  )
}
