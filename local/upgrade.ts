import { attach } from './stack/attach.ts'
import { withClient } from './stack/connect.ts'
import { UsageError } from './stack/options.ts'
import { changeSubscription } from './seed/subscribe.ts'

async function upgrade(args: string[]): Promise<string> {
  const [email, tier = 'pro', ...more] = args
  if (!email || email.startsWith('-') || more.length > 0) throw new UsageError('Usage: npm run local:upgrade -- <e-mail of a customer> [tier, default pro]')
  return withClient(attach().db_url, async (client) => {
    const found = await client.query<{ id: string; tier: string | null; status: string | null }>(
      `select u.id, s.tier_type as tier, s.status from auth.users u left join public.subscriptions s on s.user_id = u.id and s.current where u.email = $1`,
      [email.toLowerCase()],
    )
    const before = found.rows[0]
    if (!before) throw new UsageError(`No customer has the e-mail ${email}.`)
    if (before.tier === null) throw new UsageError(`${email} has no current subscription.`)
    if (before.tier === tier && before.status === 'active') return `${email} is on ${tier} already; nothing changed.`
    await changeSubscription(client, before.id, { tier, status: 'active' })
    const run = await client.query<{ id: string }>(`select max(id) as id from public.phone_provision_logs where subject_id = $1`, [before.id])
    return `${email}: ${before.tier} (${before.status}) is now ${tier} (active). Run ${run.rows[0]?.id ?? 'none'} is on its way; watch it in the console.`
  })
}

try {
  process.stdout.write(`${await upgrade(process.argv.slice(2))}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
