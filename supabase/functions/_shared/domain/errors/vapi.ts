import { delayedByUs, lookingIntoIt, type CatalogueEntry } from './types.ts'

const almostReady = 'You have your number; connecting it to your assistant takes a little longer. You do not need to do anything.'

/** What VAPI answers; it publishes no codes, so these are HTTP status and a few texts that were seen. */
export const vapiErrors: Record<string, CatalogueEntry> = {
  '400': { reason: 'VAPI refused what we sent.', fault: 'us', retry: 'no', staff: 'Tell engineering: our request was wrong.', customer: lookingIntoIt },
  '401': { reason: 'VAPI refused our key.', fault: 'us', retry: 'halt', haltScope: 'vapi', staff: 'The owner checks VAPI_API_KEY (the private key); then an admin resumes.', customer: delayedByUs },
  '403': { reason: 'Our key may not do this at VAPI.', fault: 'us', retry: 'halt', haltScope: 'vapi', staff: 'The owner checks VAPI_API_KEY; then an admin resumes.', customer: delayedByUs },
  '402': { reason: 'Our VAPI account is out of credit.', fault: 'us', retry: 'halt', haltScope: 'vapi', staff: 'The owner tops up VAPI; then an admin resumes.', customer: delayedByUs },
  '404': { reason: 'The assistant was deleted; nothing can answer.', fault: 'us', retry: 'no', staff: 'Have the assistant made again; it is linked by itself then.', customer: 'Your assistant has to be set up again before it can answer. We will see to it.' },
  '409': { reason: 'VAPI was still busy with this number.', fault: 'vapi', retry: 'yes', staff: 'Wait a minute, then Relink.', customer: almostReady },
  '429': { reason: 'VAPI had too many requests from us at once.', fault: 'us', retry: 'yes', staff: 'Nothing: it goes again by itself.', customer: almostReady },
  not_on_twilio: { reason: 'VAPI cannot see the number at Twilio yet.', fault: 'vapi', retry: 'yes', staff: 'It goes again by itself; if it lasts, check the account SID.', customer: almostReady },
  blocked: { reason: 'VAPI blocked this number.', fault: 'vapi', retry: 'no', staff: 'Ask VAPI’s support why.', customer: lookingIntoIt },
  not_linked: { reason: 'VAPI answered, but the assistant is not on the number.', fault: 'vapi', retry: 'yes', staff: 'Relink; if it lasts, ask VAPI.', customer: almostReady },
  still_linked: { reason: 'VAPI did not take the assistant off the number.', fault: 'vapi', retry: 'yes', staff: 'It goes again by itself.', customer: null },
  unavailable: { reason: 'VAPI was unavailable.', fault: 'vapi', retry: 'yes', staff: 'Look at VAPI’s status page; it goes again by itself.', customer: almostReady },
  timeout: { reason: 'VAPI never answered.', fault: 'vapi', retry: 'yes', staff: 'It looks before it repeats; nothing to do.', customer: almostReady },
  network: { reason: 'The connection to VAPI broke.', fault: 'vapi', retry: 'yes', staff: 'It looks before it repeats; nothing to do.', customer: almostReady },
}
