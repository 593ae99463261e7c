import type { VapiClient } from '@vapi-ai/server-sdk'
import type { JobHelpers } from 'graphile-worker'
import type { Twilio } from 'twilio'

type Facts = { tier_type: string; vapi_assistant_id: string; open: boolean }
export type Sdks = { twilio: Twilio; vapi: VapiClient; twilioKeys: { twilioAccountSid: string; twilioApiKey: string; twilioApiSecret: string } }

/** The job: load the facts, search, write the intent, buy, record, link, prove the link. One statement each, and no more. */
export async function provision(userId: string, sdks: Sdks, query: JobHelpers['query']): Promise<void> {
  const facts = await query<Facts>(
    `select s.tier_type, u.vapi_assistant_id, exists (select 1 from purchases p where p.user_id = s.user_id) as open
     from subscriptions s join profiles f on f.id = s.user_id left join user_settings u on u.user_id = s.user_id
     left join phone_numbers n on n.user_id = s.user_id where s.user_id = $1 and s.current`,
    [userId],
  )
  const known = facts.rows[0]
  if (!known || known.tier_type === 'free' || known.open) return
  const bought = await buy(userId, sdks, query)
  const vapiId = await link(userId, bought.number, known.vapi_assistant_id, sdks)
  await query(`update purchases set vapi_phone_number_id = $2, linked_at = clock_timestamp() where id = $1`, [bought.purchase, vapiId])
}

async function buy(userId: string, { twilio }: Sdks, query: JobHelpers['query']): Promise<{ number: string; purchase: string }> {
  const found = await twilio.availablePhoneNumbers('US').local.list({ limit: 30, pageSize: 30 })
  const number = found[Math.floor(Math.random() * found.length)]?.phoneNumber
  if (!number) throw new Error('Twilio has no number')
  const tag = `peer:${userId}`
  const intent = await query<{ id: string }>(`insert into purchases (user_id, e164_number, tag, state) values ($1, $2, $3, 'intended') returning id`, [
    userId,
    number,
    tag,
  ])
  const purchase = intent.rows[0]?.id
  if (!purchase) throw new Error('The intent was not written')
  const { sid } = await twilio.incomingPhoneNumbers.create({ phoneNumber: number, friendlyName: tag })
  await query(`update purchases set state = 'purchased', provider_number_id = $2 where id = $1`, [purchase, sid])
  await query(`select record_number($1, $2, $3, $4)`, [userId, purchase, number, sid])
  return { number, purchase }
}

async function link(userId: string, number: string, assistantId: string, { vapi, twilioKeys }: Sdks): Promise<string> {
  const found = await vapi.phoneNumbers.phoneNumberControllerFindAllPaginated({ search: number, page: 1, limit: 100 })
  if (found.results.length > 0) throw new Error(`${number} is at VAPI already`)
  const made = await vapi.phoneNumbers.create({ provider: 'twilio', number, name: `usr:${userId}`, assistantId, smsEnabled: false, ...twilioKeys })
  const read = await vapi.phoneNumbers.get({ id: made.id })
  if (read.assistantId !== assistantId) throw new Error(`${number} was not linked`)
  return read.id
}
