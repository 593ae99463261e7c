import Link from 'next/link'
import { homePath } from '@/components/shell/navigation'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export default function NotFound() {
  return (
    <main className="pt-[12vh]">
      <h1 className="sr-only">Page not found</h1>
      <EmptyState
        title="There is no such page"
        action={
          <Link href={homePath} className={buttonClass()}>
            Open the overview
          </Link>
        }
      >
        The address may be mistyped, or what it named is gone.
      </EmptyState>
    </main>
  )
}
