import type { Client } from 'pg'

/** A row of the product's tables that contradicts another or leads nowhere. */
export type HostRow = { host_table: string; user_id: string | null; issue: string; row_ids: string | null; detail: string; what_happens: string; how_to_settle: string }

const shown = 20

/** All of them, the first ones named. Empty before our migrations are there. */
export async function readHostRows(client: Client): Promise<{ total: number; rows: HostRow[] }> {
  const { rows: views } = await client.query(`select 1 where to_regclass('public.provision_host_rows') is not null`)
  if (views.length === 0) return { total: 0, rows: [] }
  const { rows: counted } = await client.query<{ total: number }>('select count(*)::int as total from public.provision_host_rows')
  const { rows } = await client.query<HostRow>(`select * from public.provision_host_rows order by issue, user_id limit ${shown}`)
  return { total: counted[0]?.total ?? 0, rows }
}

/** Which rows, what Switchboard does about them, and how to settle each. */
export function describeHostRows({ total, rows }: { total: number; rows: HostRow[] }): string[] {
  if (total === 0) return []
  const lines = rows.map((row) => `  ${row.issue}: ${whose(row)}. ${row.detail} ${row.what_happens} ${row.how_to_settle}`)
  return [`– ${total} of the product's rows want a look:`, ...lines, ...(total > rows.length ? [`  and ${total - rows.length} more: select * from provision_host_rows`] : [])]
}

function whose({ host_table, row_ids, user_id }: HostRow): string {
  if (row_ids === null && user_id === null) return host_table
  return [host_table, ...(row_ids === null ? [] : [row_ids]), 'of user', user_id ?? 'nobody'].join(' ')
}
