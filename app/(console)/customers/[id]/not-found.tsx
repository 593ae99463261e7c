import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export default function NotFound() {
  return (
    <EmptyState
      isPage
      title="There is no customer with this id"
      action={
        <Link href="/customers" className={buttonClass()}>
          Open the customers
        </Link>
      }
    >
      A deleted customer stays here as long as there are runs or a number of theirs, so the id is probably mistyped.
    </EmptyState>
  )
}
