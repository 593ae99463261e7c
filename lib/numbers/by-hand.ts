import { formatPhone } from '@/lib/format/phone'
import type { ListedNumber } from './number'

type Voice = Pick<ListedNumber, 'voice_host' | 'voice_overridden'>

/** Where the calls of a number go that Twilio does not send to VAPI, in one sentence of at most 56 characters. */
export function voiceSentence({ voice_host, voice_overridden }: Voice): string {
  if (voice_overridden) return 'A trunk or application at Twilio takes its calls.'
  if (voice_host === null) return 'It has no voice URL at Twilio; calls hang up.'
  const sentence = `Calls go to ${voice_host}, not VAPI.`
  return sentence.length > 56 ? 'Its voice URL at Twilio leads away from VAPI.' : sentence
}

export type ByHand = { title: string; lead: string; lines: [label: string, words: string][] }

/** How a person mends what no action of ours can, and why none can. */
export function mendByHand(number: Pick<ListedNumber, 'fix' | 'e164_number'> & Voice): ByHand {
  const phone = formatPhone(number.e164_number)
  if (number.fix === 'new_assistant') return { title: `Give ${phone} an assistant again`, lead: 'VAPI does not have its assistant any more. Calls to the number hang up.', lines: assistantLines }
  return { title: `Lead ${phone} back to VAPI`, lead: 'Its assistant hears no call. This is mended in Twilio’s own console.', lines: voiceLines(number) }
}

const assistantLines: [label: string, words: string][] = [
  ['First', 'Ask whether the customer deleted it: who wants no assistant may want no number'],
  ['Then', 'Have the product make the customer’s assistant anew. As soon as user_settings names the new one, the number is linked to it by itself'],
  ['After', 'Compare now: it is healthy with the next comparison'],
  ['Why no button', 'An assistant is the product’s, with what it says and knows. Linking again would name the one that is gone, and VAPI refuses that'],
]

function voiceLines({ voice_host, voice_overridden }: Voice): [label: string, words: string][] {
  return [
    ['Now', voice_overridden ? 'Twilio gives its calls to a SIP trunk or an application' : voice_host === null ? 'Twilio has no voice URL for it' : `Twilio sends its calls to ${voice_host}`],
    ['First', 'Ask whether that is meant: VAPI sets its own URL when it imports a number, so somebody changed it since'],
    ['Then', `In Twilio, ${voice_overridden ? 'take off the trunk or application, then ' : ''}copy the voice URL of one of our numbers that agrees into this one`],
    ['After', 'Compare now: it is healthy with the next comparison'],
    ['Many at once', 'VAPI may have moved its webhooks: vapi_voice_host in provision_settings says which domain is VAPI’s'],
    ['Why no button', 'VAPI promises its URL nowhere. Our ledger does not know it, and TWILIO_WEBHOOK_URL is only what a number has until it is imported: with that one VAPI would hear no call'],
  ]
}
