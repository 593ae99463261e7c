import { withClient } from '../local/stack/connect.ts'
import { attach } from '../local/stack/attach.ts'

const batch = 1000

/** Recomputes the console's read model, a slice at a time; it may be stopped and repeated at any moment. */
await withClient(process.env['SUPABASE_DB_URL']?.trim() || attach().db_url, async (client) => {
  const { rows } = await client.query<{ count: string }>('select count(*) from auth.users')
  const total = Number(rows[0]?.count ?? 0)
  const started = Date.now()
  let after: string | null = null
  let done = 0
  do {
    const slice: { rows: { next: string | null }[] } = await client.query('select private.rebuild_provision_customers($1, $2) as next', [after, batch])
    after = slice.rows[0]?.next ?? null
    if (after !== null) done = Math.min(done + batch, total)
    const perSecond = Math.round(done / Math.max(0.001, (Date.now() - started) / 1000))
    process.stdout.write(`\r${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} customers, ${perSecond.toLocaleString('en-US')} a second `)
  } while (after !== null)
  process.stdout.write('\nThe read model is rebuilt.\n')
})
