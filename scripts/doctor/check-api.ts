import { functionNames } from '../deploy/functions.ts'
import { findingsOf, type Finding } from './finding.ts'
import { ask, codeOf, type Answer } from './ask.ts'
import type { Patient } from './target.ts'

/** Keys, functions and the console's webhook route, asked from outside. Nothing that is sent can start or change anything. */
export async function checkApi(patient: Patient, nudgeKey: string | null): Promise<Finding[]> {
  const { apiUrl } = patient
  if (!apiUrl) return [findingsOf('api').unknown('the API’s URL is not known', 'Set SUPABASE_URL.')]
  const keys = (await Promise.all([checkPublishable(patient, apiUrl), checkSecret(patient, apiUrl)])).flat()
  if (keys.includes(notExposed)) return [notExposed, findingsOf('api').unknown('keys, functions and webhooks were not tried: all of them need it')]
  const findings = [...functionNames().map((name) => checkFunction(apiUrl, name)), checkCallers(patient, apiUrl, nudgeKey), checkRoute(patient)]
  return [...keys, ...(await Promise.all(findings)).flat()]
}

// As the console and the functions ask: without the name of a schema PostgREST takes the first of its list, whichever that is.
const publicSchema = { 'accept-profile': 'public', 'content-profile': 'public' }

// No key is at fault, and none can be judged before.
const notExposed = findingsOf('api').wrong(
  'the API does not expose the schema public (PGRST106): nothing of ours can be read or called',
  'Dashboard: Settings, API, Exposed schemas: add public. If it is there already: alter role authenticator reset pgrst.db_schemas;',
)

async function checkPublishable(patient: Patient, apiUrl: string): Promise<Finding[]> {
  const say = findingsOf('keys')
  if (!patient.publishableKey) return [say.unknown('the publishable key was not given', 'Set SUPABASE_PUBLISHABLE_KEY.')]
  const answer = await ask(`${apiUrl}/rest/v1/phone_provision_logs?select=id&limit=1`, { headers: { apikey: patient.publishableKey, ...publicSchema } })
  if (codeOf(answer) === 'PGRST106') return [notExposed]
  if (codeOf(answer) === '42501') return [say.ok('the publishable key is taken, and reads nothing of ours')]
  if (answer.status === 200) return [say.wrong('the publishable key alone reads runs', 'revoke all on public.phone_provision_logs from anon;')]
  return [say.wrong(`the publishable key is refused (${describe(answer)})`, 'Dashboard: Settings, API keys; then NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY of the console.')]
}

async function checkSecret(patient: Patient, apiUrl: string): Promise<Finding[]> {
  const say = findingsOf('keys')
  if (!patient.secretKey) return [say.unknown('the secret key was not given', 'Set SERVICE_ROLE_KEY.')]
  const answer = await ask(`${apiUrl}/rest/v1/rpc/read_provision_secrets`, { method: 'POST', headers: { apikey: patient.secretKey, 'content-type': 'application/json', ...publicSchema }, body: '{}' })
  if (codeOf(answer) === 'PGRST106') return [notExposed]
  return [answer.status === 200 ? say.ok('the secret key is taken') : say.wrong(`the secret key is refused (${describe(answer)})`, 'Dashboard: Settings, API keys; then supabase secrets set SERVICE_ROLE_KEY=…')]
}

async function checkFunction(apiUrl: string, name: string): Promise<Finding[]> {
  const say = findingsOf('functions')
  const answer = await ask(`${apiUrl}/functions/v1/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  if (codeOf(answer) === 'unauthorized') return [say.ok(`${name} answers, and refuses who has no key`)]
  if (answer.status === 404) return [say.wrong(`${name} is not deployed`, 'npm run deploy -- --yes (with SUPABASE_ACCESS_TOKEN)')]
  if (answer.status === 401) return [say.wrong(`${name} is behind the platform's own check`, 'Deploy it with verify_jwt = false, as supabase/config.toml says: npm run deploy -- --yes')]
  if (answer.text.includes('PADDLE_WEBHOOK_SECRET')) return [say.look('paddle-webhook has no secret; Paddle’s events are refused', `select vault.create_secret('pdl_ntfset_…', 'PADDLE_WEBHOOK_SECRET');`)]
  return [say.wrong(`${name} does not answer as it should (${describe(answer)})`, 'Look at its logs in the dashboard; a missing SERVICE_ROLE_KEY ends its start.')]
}

// A body without a run: who may call is told that it is incomplete, who may not that the key is wrong.
async function checkCallers(patient: Patient, apiUrl: string, nudgeKey: string | null): Promise<Finding[]> {
  const say = findingsOf('functions')
  const post = (key: string) => ask(`${apiUrl}/functions/v1/phone-number-provision`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: '{}' })
  const findings: Finding[] = []
  if (nudgeKey !== null) {
    const answer = await post(nudgeKey)
    findings.push(answer.status === 400 ? say.ok('the nudge key of Vault opens the function') : say.wrong(`the nudge key of Vault is refused (${describe(answer)})`, 'Is an older provision_nudge_key set as a secret of the functions? supabase secrets unset provision_nudge_key'))
  }
  if (patient.secretKey) {
    const answer = await post(patient.secretKey)
    findings.push(answer.status === 400 ? say.ok('the functions know the secret key') : say.wrong(`the functions do not know the secret key (${describe(answer)})`, 'supabase secrets set SERVICE_ROLE_KEY=sb_secret_…'))
  }
  return findings
}

async function checkRoute(patient: Patient): Promise<Finding[]> {
  const say = findingsOf('webhooks')
  if (!patient.appUrl) return [say.unknown('the console’s URL was not given', 'Set CONSOLE_URL.')]
  const answer = await ask(`${patient.appUrl}/api/webhooks/paddle`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  const reached = codeOf(answer) === 'unauthorized' || answer.text.includes('PADDLE_WEBHOOK_SECRET')
  return [reached ? say.ok('the console hands Paddle’s events to the function') : say.wrong(`the console’s /api/webhooks/paddle does not reach the function (${describe(answer)})`, 'Is NEXT_PUBLIC_SUPABASE_URL of the console this project?')]
}

function describe(answer: Answer): string {
  return answer.status === 0 ? answer.text : `${answer.status} ${codeOf(answer) ?? ''}`.trim()
}
