import { withClient } from '../../local/stack/connect.ts'
import { checkApi } from './check-api.ts'
import { checkGrants } from './check-grants.ts'
import { checkProviders } from './check-providers.ts'
import { checkSchema, hasSchema } from './check-schema.ts'
import { checkSettings } from './check-settings.ts'
import type { Finding } from './finding.ts'
import type { Patient } from './target.ts'

/** Looks at everything; changes nothing. */
export async function examine(patient: Patient): Promise<Finding[]> {
  return withClient(patient.dbUrl, async (client) => {
    const schema = await checkSchema(client)
    if (!(await hasSchema(client))) return schema
    const { rows } = await client.query<{ key: string | null }>(`select private.provision_secret('provision_nudge_key') as key`)
    return [
      ...schema,
      ...(await checkGrants(client)),
      ...(await checkSettings(client, patient)),
      ...(await checkProviders(client, patient)),
      ...(await checkApi(patient, rows[0]?.key ?? null)),
    ]
  })
}
