import type { Client } from 'pg'
import { ask } from './ask.ts'
import { findingsOf, type Finding } from './finding.ts'
import type { Patient } from './target.ts'

/** Whether the providers take the keys of Vault. Reads one number each. */
export async function checkProviders(client: Client, patient: Patient): Promise<Finding[]> {
  const { rows } = await client.query<{ secrets: Record<string, string> }>('select private.read_provision_secrets() as secrets')
  const secrets = rows[0]?.secrets ?? {}
  return [...(await checkTwilio(secrets, patient)), ...(await checkVapi(secrets, patient)), ...checkUrls(secrets)]
}

async function checkTwilio(secrets: Record<string, string>, patient: Patient): Promise<Finding[]> {
  const say = findingsOf('twilio')
  const sid = secrets['TWILIO_ACCOUNT_SID']
  const [user, password] = secrets['TWILIO_API_KEY'] ? [secrets['TWILIO_API_KEY'], secrets['TWILIO_API_SECRET']] : [sid, secrets['TWILIO_AUTH_TOKEN']]
  if (!sid || !user || !password) return [say.unknown('the keys are not in Vault, so they cannot be tried from here')]
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const answer = await ask(`${patient.twilioUrl}/2010-04-01/Accounts/${sid}/IncomingPhoneNumbers.json?PageSize=1`, { headers: { authorization } })
  if (answer.status === 200) return [say.ok('takes the keys')]
  return [say.wrong(`refuses the keys (${answer.status || answer.text})`, 'Twilio console: API keys & tokens of this account; a key of another account or region is refused.')]
}

async function checkVapi(secrets: Record<string, string>, patient: Patient): Promise<Finding[]> {
  const say = findingsOf('vapi')
  const key = secrets['VAPI_API_KEY']
  if (!key) return [say.unknown('the key is not in Vault, so it cannot be tried from here')]
  const answer = await ask(`${patient.vapiUrl}/phone-number?limit=1`, { headers: { authorization: `Bearer ${key}` } })
  return [answer.status === 200 ? say.ok('takes the key') : say.wrong(`refuses the key (${answer.status || answer.text})`, 'VAPI dashboard: the private key, not the public one.')]
}

function checkUrls(secrets: Record<string, string>): Finding[] {
  const say = findingsOf('webhooks')
  return ['TWILIO_WEBHOOK_URL', 'VAPI_SERVER_URL'].flatMap((name) => {
    const url = secrets[name]
    return !url || url.startsWith('https://') ? [] : [say.wrong(`${name} is not an https:// URL`, `select vault.update_secret(id, 'https://…') from vault.secrets where name = '${name}';`)]
  })
}
