import { z } from 'zod'
import { INTERNAL_HEADER } from '../http/api-request.ts'
import type { PhoneNumberInput } from './phone-number.ts'

const numberList = z.object({ incoming_phone_numbers: z.array(z.object({ sid: z.string() })) })

/**
 * Finds the number at Twilio with the credentials of the import and points its webhooks at VAPI, as VAPI does.
 * Answers what is wrong, or null.
 */
export async function takeOverAtTwilio(twilioUrl: string, input: PhoneNumberInput): Promise<string | null> {
  const numbersUrl = `${twilioUrl}/2010-04-01/Accounts/${encodeURIComponent(input.twilioAccountSid)}/IncomingPhoneNumbers`
  try {
    const found = await fetch(`${numbersUrl}.json?PhoneNumber=${encodeURIComponent(input.number)}`, { headers: headersFor(input) })
    if (!found.ok) return `Couldn't Get Twilio Phone Number. Error: Request failed with status code ${found.status}`
    const { incoming_phone_numbers } = numberList.parse(await found.json())
    const [number] = incoming_phone_numbers
    if (!number) return `Number Not Found on Twilio. Hot tip, you may be missing the country code (Eg. US: +1).`
    if (isLoopback(twilioUrl)) await pointWebhooks(`${numbersUrl}/${number.sid}.json`, input)
    return null
  } catch (error) {
    return `Couldn't Get Twilio Phone Number. Error: ${error instanceof Error ? error.message : String(error)}`
  }
}

async function pointWebhooks(numberUrl: string, input: PhoneNumberInput): Promise<void> {
  const form = new URLSearchParams({ VoiceUrl: 'https://api.vapi.ai/twilio/inbound_call' })
  if (input.smsEnabled !== false) form.set('SmsUrl', 'https://api.vapi.ai/twilio/sms')
  const answer = await fetch(numberUrl, { method: 'POST', headers: headersFor(input), body: form })
  if (!answer.ok) throw new Error(`Request failed with status code ${answer.status}`)
}

function headersFor(input: PhoneNumberInput): Record<string, string> {
  const { twilioApiKey, twilioApiSecret, twilioAccountSid, twilioAuthToken } = input
  const pair = twilioApiKey && twilioApiSecret ? [twilioApiKey, twilioApiSecret] : [twilioAccountSid, twilioAuthToken ?? '']
  const basic = Buffer.from(pair.join(':')).toString('base64')
  return { authorization: `Basic ${basic}`, [INTERNAL_HEADER]: 'vapi' }
}

/** A simulated VAPI must not touch the webhooks of a real Twilio number. */
function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}
