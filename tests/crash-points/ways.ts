import { httpStatus } from '../../local/api/postgrest-status.ts'
import { databaseErrors, functionErrors } from '../../supabase/functions/_shared/domain/errors/own.ts'
import { twilioErrors } from '../../supabase/functions/_shared/domain/errors/twilio.ts'
import { vapiErrors } from '../../supabase/functions/_shared/domain/errors/vapi.ts'
import { sayWay, type Way } from '../engine/door.ts'

const everywhere: Way[] = ['killed before', 'killed after', 'answer lost']
const silences: Way[] = ['no answer, no effect', 'no answer, took effect']

const statusOfTwilio: Record<string, number> = { '20003': 401, '20403': 403, '20404': 404, '20409': 409, '20429': 429, '20500': 500, '20503': 503 }
const numeric = (codes: object): string[] => Object.keys(codes).filter((code) => /^\d+$/.test(code))

const twilio: Way[] = numeric(twilioErrors).map((code) => {
  const status = statusOfTwilio[code] ?? 400
  return { refused: `Twilio ${code}`, status, body: { code: Number(code), message: 'refused by the test', status } }
})

// VAPI has no codes: what the catalogue tells apart are the status and two texts.
const vapi: Way[] = [
  ...[...new Set([...numeric(vapiErrors), '500', '502', '503'])].map((code) => ({
    refused: `VAPI ${code}`,
    status: Number(code),
    body: { statusCode: Number(code), message: 'refused by the test' },
  })),
  { refused: 'VAPI not_on_twilio', status: 400, body: { statusCode: 400, message: 'Number Not Found on Twilio' } },
]

const own: Way[] = Object.keys(functionErrors).length === 0 ? [] : [401, 404, 429, 500, 503].map((status) => ({ refused: `function ${status}`, status, body: { error: { code: 'refused' } } }))

// As the Data API answers them; a lost connection has no code and is "answer lost". 57P01: the server is shut down by its admin.
const sqlStates = [...Object.keys(databaseErrors).filter((code) => code !== 'connection'), '57P01']
const database: Way[] = sqlStates.map((code) => ({
  refused: `SQL ${code}`,
  status: code === 'PGRST202' ? 404 : httpStatus(code),
  body: { code, message: 'refused by the test', details: null, hint: null },
}))

// The customer's transaction catches what can be caught and says so in its answer.
const inAnswer: Way[] = sqlStates
  .filter((code) => !/^(57|PGRST)/.test(code))
  .map((code) => ({ refused: `answer SQL ${code}`, status: 200, body: { success: false, error: 'refused by the test', sqlstate: code } }))

// What writes steps beside the work asks for no code: one that passes by itself and one that does not stand for all of them.
const besideTheWork = database.filter((way) => ['SQL 57014', 'SQL 23505'].includes(sayWay(way)))

/** Everything that can go wrong at a door. */
export function waysAt(door: string): Way[] {
  if (door.startsWith('twilio ')) return [...everywhere, ...silences, ...twilio]
  if (door.startsWith('vapi ')) return [...everywhere, ...silences, ...vapi]
  if (door.startsWith('function ')) return [...everywhere, ...silences, ...own]
  if (door.startsWith('db record_provision_steps ')) return [...everywhere, ...besideTheWork]
  if (door.startsWith('db provision_phone_transaction ')) return [...everywhere, ...database, ...inAnswer]
  return [...everywhere, ...database]
}
