import { expect, test } from 'vitest'
import { startReceiver, type Answer } from '../../local/receiver/receiver.ts'
import { checkApi } from './check-api.ts'
import type { Patient } from './target.ts'

const patient: Patient = { dbUrl: '', ref: null, apiUrl: null, publishableKey: 'sb_publishable_x', secretKey: 'sb_secret_x', appUrl: null, twilioUrl: '', vapiUrl: '' }

// As PostgREST answers: who names no schema gets the first of the list, where our tables are not.
const answer: Answer = ({ headers }) =>
  headers['accept-profile'] === 'public' || headers['content-profile'] === 'public'
    ? { status: 406, body: { code: 'PGRST106', message: 'Invalid schema: public', hint: 'Only the following schemas are exposed: api', details: null } }
    : { status: 404, body: { code: 'PGRST205', message: 'Could not find it in the schema cache', hint: null, details: null } }

test.each([
  ['both keys', {}],
  ['the publishable key alone', { secretKey: null }],
  ['the secret key alone', { publishableKey: null }],
])('a schema that the API does not expose is told once as that, and not as a key that is refused: with %s', async (_what, keys) => {
  const api = await startReceiver({
    name: 'api', port: undefined, routes: { 'GET /rest/v1/phone_provision_logs?select=id&limit=1': answer, 'POST /rest/v1/rpc/read_provision_secrets': answer },
  }) // prettier-ignore
  try {
    const findings = await checkApi({ ...patient, ...keys, apiUrl: api.url }, 'nudge')
    expect(findings.filter((finding) => finding.level === 'wrong')).toEqual([
      { area: 'api', level: 'wrong', says: expect.stringContaining('does not expose the schema public'), fix: expect.stringContaining('Exposed schemas: add public') },
    ])
  } finally {
    await api.close()
  }
})
