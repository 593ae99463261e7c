import { withClient } from './connect.ts'

const upsert = `
  select case when s.id is null then vault.create_secret(n.value, n.name)::text
              else vault.update_secret(s.id, n.value)::text end
  from (values ($1::text, $2::text)) n (name, value)
  left join vault.decrypted_secrets s on s.name = n.name
  where s.decrypted_secret is distinct from n.value`

/** Stores secrets in Vault by name, replacing those that changed. */
export async function storeSecrets(url: string, secrets: Record<string, string>): Promise<void> {
  await withClient(url, async (client) => {
    for (const [name, value] of Object.entries(secrets)) await client.query(upsert, [name, value])
  })
}
