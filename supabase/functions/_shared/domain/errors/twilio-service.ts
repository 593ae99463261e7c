import { delayedByProvider, delayedByUs, type CatalogueEntry, type Treatment } from './types.ts'

const maybeOurs: Treatment = { fault: 'twilio', retry: 'check_first', staff: 'Check first: we may already own the number.', customer: delayedByProvider }

/** Twilio itself, and the way to it. `timeout` and `network` are ours: no answer came, so none has a code. */
export const twilioServiceErrors: Record<string, CatalogueEntry> = {
  '20409': { reason: 'Twilio was still busy with this number.', verdict: 'Twilio was still busy with an earlier request for this number.', fault: 'twilio', retry: 'yes', staff: 'Wait a minute, then Check first.', customer: delayedByProvider },
  '20429': { reason: 'Twilio had too many requests from us at once.', verdict: 'Twilio had too many requests from us at once and did not process this one.', fault: 'us', retry: 'yes', staff: 'Nothing: it goes again by itself.', customer: delayedByUs },
  '20500': { ...maybeOurs, reason: 'Twilio failed during the request.', verdict: 'Twilio failed while it worked on our request, so we may already own the number.' },
  '20503': { ...maybeOurs, reason: 'Twilio was unavailable.', verdict: 'Twilio was unavailable every time we asked.', staff: 'Look at Twilio’s status page; then Check first.' },
  timeout: { ...maybeOurs, reason: 'Twilio did not answer in time.', verdict: 'Twilio never answered our request, so we may already own the number.' },
  network: { ...maybeOurs, reason: 'The connection to Twilio broke.', verdict: 'The connection to Twilio broke before its answer, so we may already own the number.' },
}
