import Link from 'next/link'
import { aboutOf } from '@/lib/audit/about'
import type { AuditEntry } from '@/lib/audit/entry'
import { sayWho } from '@/lib/staff/say-who'

/** Who did it: you, a colleague by the name of that day, or the owner of the database. */
export function whoDid(entry: Pick<AuditEntry, 'staff_id' | 'staff_name'>, self: string): string {
  return sayWho({ id: entry.staff_id, name: entry.staff_name }, self)
}

/** Whom or what an action was about. */
export function Target({ entry }: { entry: AuditEntry }) {
  if (entry.subject_id) {
    return (
      <Link href={`/customers/${entry.subject_id}`} className="block truncate text-accent-ink hover:underline">
        {entry.subject_email ?? entry.subject_id}
      </Link>
    )
  }
  const { words, href } = aboutOf(entry)
  if (href === null) return <span className="block truncate text-ink-2">{words}</span>
  return (
    <Link href={href} className="block truncate text-accent-ink hover:underline">
      {words}
    </Link>
  )
}
