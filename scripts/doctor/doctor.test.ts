import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '../../local/stack/connect.ts'
import { startThrowAwayStack, type ThrowAwayStack } from '../../local/stack/throw-away-stack.ts'
import { examine } from './examine.ts'
import type { Finding } from './finding.ts'
import { readPatient, type Patient } from './target.ts'

let stack: ThrowAwayStack
let patient: Patient

beforeAll(async () => {
  stack = await startThrowAwayStack('doctor', { app: false, latency: 0 })
  patient = readPatient({ SWITCHBOARD_STACK: join(stack.stackDir, 'stack.json') })
})
afterAll(() => stack.stop())

const wrong = (findings: Finding[]) => findings.filter((finding) => finding.level === 'wrong')
const sql = (text: string) => withClient(stack.info.db_url, (client) => client.query(text))

test('a stack that is well has nothing wrong, and its keys were tried', async () => {
  const findings = await examine(patient)
  expect(wrong(findings)).toEqual([])
  const fine = findings.filter((finding) => finding.level === 'ok').map((finding) => finding.says)
  expect(fine).toEqual(expect.arrayContaining(['takes the keys', 'takes the key', 'the nudge key of Vault opens the function', 'the functions know the secret key']))
})

test.each([
  ['a trigger that is off', 'alter table subscriptions disable trigger subscription_phone_provision_trigger', 'alter table subscriptions enable trigger subscription_phone_provision_trigger', /subscription_phone_provision_trigger on subscriptions is off/],
  ['a cron job that is not active', `select cron.alter_job(jobid, active := false) from cron.job where jobname = 'dispatch_provision_runs'`, `select cron.alter_job(jobid, active := true) from cron.job where jobname = 'dispatch_provision_runs'`, /dispatch_provision_runs is not active/],
  ['a table that anon reads', 'grant select on phone_number_purchases to anon', 'revoke select on phone_number_purchases from anon', /anon reads or writes phone_number_purchases/],
  ['a table without row level security', 'alter table customer_notes disable row level security', 'alter table customer_notes enable row level security', /customer_notes has no row level security/],
  ['a function that anon calls', 'grant execute on function private.provision_secret(text) to anon', 'revoke execute on function private.provision_secret(text) from anon', /anon may call/],
  ['a topic that is open to the product', 'drop policy ops_topics_select_only_staff on realtime.messages', `create policy ops_topics_select_only_staff on realtime.messages as restrictive for select to authenticated using (private.current_staff_role() is not null)`, /hears what staff hear/],
  ['another project', `update provision_settings set project_ref = 'elsewhere'`, `update provision_settings set project_ref = 'local'`, /belongs to elsewhere/],
  ['a key that Twilio refuses', `select vault.update_secret(id, 'nonsense', name) from vault.secrets where name = 'TWILIO_API_SECRET'`, null, /refuses the keys/],
  ['a nudge that leads elsewhere', `select vault.update_secret(id, 'https://example.com', name) from vault.secrets where name = 'provision_function_url'`, null, /leads elsewhere/],
])('%s is found, and its fix is named', async (_what, breakIt, mendIt, says) => {
  await sql(breakIt)
  const found = wrong(await examine(patient)).find((finding) => says.test(finding.says))
  if (mendIt) await sql(mendIt)
  expect(found?.fix).toBeTruthy()
})

test('keys that are not this project’s are wrong', async () => {
  const findings = wrong(await examine({ ...patient, publishableKey: 'sb_publishable_other', secretKey: 'sb_secret_other' })).map((finding) => finding.says)
  expect(findings.join('\n')).toMatch(/publishable key is refused[\s\S]*secret key is refused/)
})

test('a function that is not there is wrong, as is an API that does not answer', async () => {
  const findings = wrong(await examine({ ...patient, apiUrl: `${patient.apiUrl}/nowhere` })).map((finding) => finding.says)
  expect(findings).toEqual(expect.arrayContaining(['phone-number-provision is not deployed']))
  const silent = wrong(await examine({ ...patient, apiUrl: 'http://127.0.0.1:9' })).map((finding) => finding.says)
  expect(silent.join('\n')).toMatch(/phone-number-provision does not answer as it should/)
})
