import { DatabaseError, type Client } from 'pg'

/** Our triggers on the product's tables that start runs; those that keep the read model stay on, they only write our own rows. */
const triggers = [
  ['subscriptions', 'subscription_phone_provision_trigger'],
  ['user_settings', 'user_settings_phone_provision_trigger'],
  ['phone_numbers', 'phone_numbers_phone_provision_trigger'],
] as const

type Say = (line: string) => void

/** Switches the triggers and returns the names of those that were not so already. */
export async function switchTriggers(client: Client, on: boolean, say: Say): Promise<string[]> {
  const changed: string[] = []
  for (const [table, name] of triggers) {
    const { rows } = await client.query<{ enabled: string }>(
      `select tgenabled as enabled from pg_trigger where tgrelid = ('public.' || $1)::regclass and tgname = $2`,
      [table, name],
    )
    const enabled = rows[0]?.enabled
    if (enabled === undefined) throw new Error(`There is no trigger ${name} on public.${table}: are the migrations applied here?`)
    if ((enabled !== 'D') === on) continue
    await alter(client, { table, change: `${on ? 'enable' : 'disable'} trigger ${name}`, tries: 30 }, say)
    changed.push(name)
  }
  return changed
}

// Whoever waits for a table that somebody holds makes every write of the product queue up behind: so give way after two seconds, and ask again.
async function alter(client: Client, o: { table: string; change: string; tries: number }, say: Say): Promise<void> {
  await client.query(`set lock_timeout = '2s'`)
  try {
    await client.query(`alter table public.${o.table} ${o.change}`)
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== '55P03') throw error
    if (o.tries === 1) throw new Error(`public.${o.table} is held by another transaction all the time: end that (select * from pg_stat_activity where state = 'idle in transaction') and run this again.`, { cause: error })
    say(`   public.${o.table} is in use; once more`)
    await alter(client, { ...o, tries: o.tries - 1 }, say)
  } finally {
    await client.query('reset lock_timeout')
  }
}
