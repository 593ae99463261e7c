import { formatRfc2822 } from './rfc2822.ts'
import { newSid } from './sid.ts'

/** A number of the account, as the API shows it (the spec's `incoming_phone_number`). */
export type IncomingNumber = {
  sid: string
  account_sid: string
  phone_number: string
  friendly_name: string
  date_created: string
  date_updated: string
  voice_url: string
  voice_method: string
  voice_fallback_url: string
  voice_fallback_method: string
  voice_application_sid: string | null
  voice_caller_id_lookup: boolean
  voice_receive_mode: string
  sms_url: string
  sms_method: string
  sms_fallback_url: string
  sms_fallback_method: string
  sms_application_sid: string | null
  status_callback: string
  status_callback_method: string
  trunk_sid: string | null
  address_sid: string | null
  identity_sid: string | null
  bundle_sid: string | null
  emergency_status: string
  emergency_address_sid: string | null
  emergency_address_status: string
  address_requirements: string
  api_version: string
  beta: boolean
  capabilities: { voice: boolean; sms: boolean; mms: boolean; fax: boolean }
  origin: string
  status: string
  type: string
  uri: string
}

/** What a request may change of a number. */
export type NumberChange = Partial<IncomingNumber>

/** A number that the account has just got. */
export function createIncomingNumber(o: { accountSid: string; phoneNumber: string; created: Date; change: NumberChange }): IncomingNumber {
  const sid = newSid('PN')
  const at = formatRfc2822(o.created)
  return {
    sid,
    account_sid: o.accountSid,
    phone_number: o.phoneNumber,
    friendly_name: formatNational(o.phoneNumber),
    date_created: at,
    date_updated: at,
    ...unconfigured,
    uri: `/2010-04-01/Accounts/${o.accountSid}/IncomingPhoneNumbers/${sid}.json`,
    ...o.change,
  }
}

/** How Twilio names a US number that got no name: (808) 925-1571. */
export function formatNational(phoneNumber: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phoneNumber) ?? []
  return area ? `(${area}) ${exchange}-${line}` : phoneNumber
}

const unconfigured = {
  voice_url: '',
  voice_method: 'POST',
  voice_fallback_url: '',
  voice_fallback_method: 'POST',
  voice_application_sid: null,
  voice_caller_id_lookup: false,
  voice_receive_mode: 'voice',
  sms_url: '',
  sms_method: 'POST',
  sms_fallback_url: '',
  sms_fallback_method: 'POST',
  sms_application_sid: null,
  status_callback: '',
  status_callback_method: 'POST',
  trunk_sid: null,
  address_sid: null,
  identity_sid: null,
  bundle_sid: null,
  emergency_status: 'Inactive',
  emergency_address_sid: null,
  emergency_address_status: 'unregistered',
  address_requirements: 'none',
  api_version: '2010-04-01',
  beta: false,
  capabilities: { voice: true, sms: true, mms: true, fax: false },
  origin: 'twilio',
  status: 'in-use',
  type: 'local',
}
