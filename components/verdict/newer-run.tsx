import Link from 'next/link'

/** That this run is history: which one goes on, and what is so now. */
export function NewerRun({ of, id, href, now }: { of: number; id: number; href: string; now: string | null }) {
  return (
    <p className="mt-1.5 text-ink-2">
      {id > of ? 'A newer run exists:' : 'Another run took its place:'}{' '}
      <Link href={href} className="text-accent-ink hover:underline">
        #{id}
      </Link>
      .{now ? ` Now: ${now}` : ''}
    </p>
  )
}
