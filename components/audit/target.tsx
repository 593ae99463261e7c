import Link from 'next/link'
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
  const job = bulkJob(entry.after)
  if (job !== null) {
    return (
      <Link href={`/bulk/${job}`} className="block truncate text-accent-ink hover:underline">
        Bulk #{job}
      </Link>
    )
  }
  return <span className="block truncate text-ink-2">{entry.member_email ?? 'All customers'}</span>
}

/** The job that an action on many customers started. */
function bulkJob(after: unknown): number | null {
  const id = typeof after === 'object' && after !== null && 'bulk_job_id' in after ? after.bulk_job_id : null
  return typeof id === 'number' ? id : null
}
