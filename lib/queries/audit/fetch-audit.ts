import { z } from 'zod'
import { auditCountsSchema, auditEntrySchema, type AuditCounts, type AuditEntry, type AuditFilter } from '@/lib/audit/entry'
import { ReadError } from '@/lib/errors'
import type { Client } from '@/lib/supabase/browser'

const auditPageSize = 50
export type AuditPage = { rows: AuditEntry[]; next: number | null }

/** A page of the audit trail, newest first, before the given row. */
export async function fetchAudit(client: Client, filter: AuditFilter, before: number | null): Promise<AuditPage> {
  const { data, error } = await client.rpc('read_audit', { p_filter: present(filter), ...(before !== null && { p_before: before }), p_limit: auditPageSize + 1 })
  if (error) throw new ReadError('audit trail', error)
  const found = z.array(auditEntrySchema).parse(data)
  const rows = found.slice(0, auditPageSize)
  return { rows, next: found.length > auditPageSize ? (rows.at(-1)?.id ?? null) : null }
}

/** How many rows match, and what each facet holds. */
export async function fetchAuditCounts(client: Client, filter: AuditFilter): Promise<AuditCounts> {
  const { data, error } = await client.rpc('count_audit', { p_filter: present(filter) })
  if (error) throw new ReadError('audit counts', error)
  return auditCountsSchema.parse(data)
}

function present(filter: AuditFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== null))
}
