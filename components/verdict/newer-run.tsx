import Link from 'next/link'

/** That this run is history: which one came after it, and what is so now. */
export function NewerRun({ id, href, now }: { id: number; href: string; now: string | null }) {
  return (
    <p className="mt-1.5 text-ink-2">
      A newer run exists:{' '}
      <Link href={href} className="text-accent-ink hover:underline">
        #{id}
      </Link>
      .{now ? ` Now: ${now}` : ''}
    </p>
  )
}
