import type { Client } from 'pg'

/** Our triggers on the product's tables that start runs; those that keep the read model stay on, they only write our own rows. */
const triggers = [
  ['subscriptions', 'subscription_phone_provision_trigger'],
  ['user_settings', 'user_settings_phone_provision_trigger'],
  ['phone_numbers', 'phone_numbers_phone_provision_trigger'],
] as const

/** Switches the triggers and returns the names of those that were not so already. */
export async function switchTriggers(client: Client, on: boolean): Promise<string[]> {
  const changed: string[] = []
  for (const [table, name] of triggers) {
    const { rows } = await client.query<{ enabled: string }>(
      `select tgenabled as enabled from pg_trigger where tgrelid = ('public.' || $1)::regclass and tgname = $2`,
      [table, name],
    )
    const enabled = rows[0]?.enabled
    if (enabled === undefined) throw new Error(`There is no trigger ${name} on public.${table}: are the migrations applied here?`)
    if ((enabled !== 'D') === on) continue
    await client.query(`alter table public.${table} ${on ? 'enable' : 'disable'} trigger ${name}`)
    changed.push(name)
  }
  return changed
}
