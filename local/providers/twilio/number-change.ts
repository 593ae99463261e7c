import { z } from 'zod'
import type { ApiRequest } from '../http/api-request.ts'
import type { Reply } from '../http/reply.ts'
import { twilioError } from './errors.ts'
import type { NumberChange } from './incoming-number.ts'

/** The form of a request, as far as it has one. */
export type Form = Record<string, string>

/** Reads the form of a request. */
export function readForm(request: ApiRequest): Form {
  return z.record(z.string(), z.string()).catch({}).parse(request.body)
}

/** Reads which fields of a number a form sets, or why Twilio refuses them. */
export function readNumberChange(form: Form): { change: NumberChange } | { refused: Reply } {
  const refused = checkFriendlyName(form) ?? checkUrls(form) ?? checkMethods(form)
  if (refused) return { refused }
  const change: NumberChange = {}
  for (const [parameter, field] of textFields) {
    const value = form[parameter]
    if (value !== undefined) Object.assign(change, { [field]: value === '' && field.endsWith('_sid') ? null : value })
  }
  if (form.VoiceCallerIdLookup !== undefined) change.voice_caller_id_lookup = form.VoiceCallerIdLookup === 'true'
  return { change: { ...change, ...clearRivals(change) } }
}

/** A number calls either a URL or an application: setting the one clears the other. */
function clearRivals(change: NumberChange): NumberChange {
  return {
    ...(change.voice_application_sid ? { voice_url: '' } : change.voice_url ? { voice_application_sid: null } : {}),
    ...(change.sms_application_sid ? { sms_url: '' } : change.sms_url ? { sms_application_sid: null } : {}),
  }
}

function checkFriendlyName(form: Form): Reply | null {
  const name = form.FriendlyName
  if (name === undefined || (name.length >= 1 && name.length <= 64)) return null
  return twilioError(400, 20002, 'FriendlyName must be between 1 and 64 characters')
}

function checkUrls(form: Form): Reply | null {
  for (const name of ['VoiceUrl', 'VoiceFallbackUrl', 'SmsUrl', 'SmsFallbackUrl', 'StatusCallback']) {
    const value = form[name]
    if (value && !/^https?:\/\/[^\s/]+/.test(value)) return twilioError(400, 21402, `${name} is not a valid URL: ${value}`)
  }
  return null
}

function checkMethods(form: Form): Reply | null {
  for (const [name, value] of Object.entries(form)) {
    const isMethod = name.endsWith('Method')
    if (isMethod && value !== 'GET' && value !== 'POST') return twilioError(400, 21403, `${name} is not valid: ${value}`)
  }
  return null
}

const textFields = [
  ['FriendlyName', 'friendly_name'],
  ['VoiceUrl', 'voice_url'],
  ['VoiceMethod', 'voice_method'],
  ['VoiceFallbackUrl', 'voice_fallback_url'],
  ['VoiceFallbackMethod', 'voice_fallback_method'],
  ['VoiceApplicationSid', 'voice_application_sid'],
  ['VoiceReceiveMode', 'voice_receive_mode'],
  ['SmsUrl', 'sms_url'],
  ['SmsMethod', 'sms_method'],
  ['SmsFallbackUrl', 'sms_fallback_url'],
  ['SmsFallbackMethod', 'sms_fallback_method'],
  ['SmsApplicationSid', 'sms_application_sid'],
  ['StatusCallback', 'status_callback'],
  ['StatusCallbackMethod', 'status_callback_method'],
  ['TrunkSid', 'trunk_sid'],
  ['AddressSid', 'address_sid'],
  ['IdentitySid', 'identity_sid'],
  ['BundleSid', 'bundle_sid'],
  ['EmergencyAddressSid', 'emergency_address_sid'],
] as const
