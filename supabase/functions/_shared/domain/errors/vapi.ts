import { delayedByUs, lookingIntoIt, type CatalogueEntry, type Treatment } from './types.ts'

const almostReady = 'You have your number; connecting it to your assistant takes a little longer. You do not need to do anything.'

const accountDead: Treatment = { fault: 'us', retry: 'halt', haltScope: 'vapi', staff: 'The owner tops up VAPI; then an admin resumes.', customer: delayedByUs }
const keyDead: Treatment = { ...accountDead, staff: 'The owner checks VAPI_API_KEY (the private key); then an admin resumes.' }
const ourBug: Treatment = { fault: 'us', retry: 'no', staff: 'Tell engineering: our request was wrong.', customer: lookingIntoIt }
const passing: Treatment = { fault: 'vapi', retry: 'yes', staff: 'It goes again by itself; if it lasts, Relink, then ask VAPI.', customer: almostReady }
const looksFirst: Treatment = { ...passing, staff: 'It looks before it repeats; nothing to do.' }
const noAssistant: Treatment = {
  fault: 'us',
  retry: 'no',
  staff: 'Have the assistant made again; it is linked by itself then.',
  customer: 'Your assistant has to be set up again before it can answer. We will see to it.',
}

/** What VAPI answers; it publishes no codes, so these are HTTP status and texts that were seen. */
export const vapiErrors: Record<string, CatalogueEntry> = {
  '400': { ...ourBug, reason: 'VAPI refused what we sent.', verdict: 'VAPI refused what we sent; the number is ours, but nothing answers it.' },
  invalid_number: { ...ourBug, reason: 'VAPI says that this is not a number.', verdict: 'VAPI refused the number as malformed; it is ours, but nothing answers it.' },
  '401': { ...keyDead, reason: 'VAPI refused our key.', verdict: 'VAPI refused our key; often it is the public one instead of the private one.' },
  '403': { ...keyDead, reason: 'Our key may not do this at VAPI.', verdict: 'Our key at VAPI lacks the right to change phone numbers.' },
  '402': { ...accountDead, reason: 'Our VAPI account is out of credit.', verdict: 'Our VAPI account is out of credit, so calls are not answered.' },
  'insufficient-credits': { ...accountDead, reason: 'Our VAPI account is out of credit.', verdict: 'The number is linked, but VAPI ends its calls: our account is out of credit.' },
  'subscription-frozen': { ...accountDead, reason: 'Our VAPI account is frozen.', verdict: 'The number is linked, but VAPI ends its calls: our account is frozen.' },
  '404': { ...noAssistant, reason: 'The assistant was deleted; nothing can answer.', verdict: 'The assistant was deleted at VAPI; the number is kept, but nothing can answer.' },
  'assistant-not-found': { ...noAssistant, reason: 'The assistant was deleted; nothing can answer.', verdict: 'The number is linked to an assistant that VAPI does not have any more.' },
  'call.start.error-get-phone-number': {
    ...noAssistant,
    reason: 'VAPI could not find who should answer a call.',
    verdict: 'VAPI took a call for the number but could not find who should answer it.',
    staff: 'Relink; if it lasts, ask VAPI.',
  },
  unanswered: { ...noAssistant, reason: 'Nobody answers this number.', verdict: 'No assistant and no server is set for the number: callers hear an error.', staff: 'Relink, or have the assistant made again.' },
  already_imported: { ...looksFirst, reason: 'VAPI already has this number.', verdict: 'VAPI already has the number; it is looked up and linked instead of imported.' },
  not_on_twilio: { ...passing, reason: 'VAPI cannot see the number at Twilio yet.', verdict: 'VAPI cannot see the number at Twilio yet; usually it can a few seconds later.', staff: 'It goes again by itself; if it lasts, check the account SID.' },
  '409': { ...passing, reason: 'VAPI was still busy with this number.', verdict: 'VAPI was still busy with an earlier request for this number.', staff: 'Wait a minute, then Relink.' },
  '429': { ...passing, fault: 'us', reason: 'VAPI had too many requests from us at once.', verdict: 'VAPI had too many requests from us at once.', staff: 'Nothing: it goes again by itself.' },
  activating: { ...passing, reason: 'VAPI is still connecting the number.', verdict: 'VAPI took the number and is still connecting it.' },
  blocked: { reason: 'VAPI blocked this number.', verdict: 'VAPI blocked the number; the number is ours, but its calls are refused.', fault: 'vapi', retry: 'no', staff: 'Ask VAPI’s support why.', customer: lookingIntoIt },
  not_linked: { ...passing, reason: 'VAPI answered, but the assistant is not on the number.', verdict: 'VAPI said yes, but when we looked the assistant was not on the number.' },
  still_linked: { ...passing, reason: 'VAPI did not take the assistant off the number.', verdict: 'VAPI said yes, but when we looked the assistant was still on the number.', customer: null },
  unavailable: { ...passing, reason: 'VAPI was unavailable.', verdict: 'VAPI was unavailable every time we asked.', staff: 'Look at VAPI’s status page; it goes again by itself.' },
  timeout: { ...looksFirst, reason: 'VAPI never answered.', verdict: 'VAPI never answered; the number is ours, but it may not be linked yet.' },
  network: { ...looksFirst, reason: 'The connection to VAPI broke.', verdict: 'The connection to VAPI broke; the number is ours, but it may not be linked yet.' },
}

/** What an HTTP status means that is spelled otherwise above. */
export const vapiCodeOfStatus: Record<string, string> = { '408': 'timeout', '499': 'timeout' }
