import { delayedByProvider, lookingIntoIt, type CatalogueEntry, type Treatment } from './types.ts'

const ourBug: Treatment = { fault: 'us', retry: 'no', staff: 'Tell engineering: our request was wrong.', customer: lookingIntoIt }
const webhook: Treatment = { ...ourBug, staff: 'Check TWILIO_WEBHOOK_URL, then Check first: the number may be bought.' }
const atTwilio: Treatment = { fault: 'us', retry: 'no', staff: 'Check first.', customer: null }

/** One number: sold, refused, bound to something. */
export const twilioNumberErrors: Record<string, CatalogueEntry> = {
  '21422': {
    reason: 'The number was sold to someone else first.',
    verdict: 'The numbers that we picked were sold to others before we could buy them.',
    fault: 'twilio',
    retry: 'other_number',
    staff: 'Nothing, unless it repeats: then retry.',
    customer: 'The number we picked was just taken; we are getting you another one.',
  },
  '21421': { ...ourBug, retry: 'other_number', reason: 'Twilio says that this is not a number.', verdict: 'Twilio refused the number as malformed, so another one is tried.' },
  '21452': {
    reason: 'No numbers were left in this area code.',
    verdict: 'Twilio had no number left in this area code; the next search takes any area.',
    fault: 'twilio',
    retry: 'other_number',
    staff: 'Retry: the next search takes any area.',
    customer: delayedByProvider,
  },
  '21451': { ...ourBug, reason: 'We asked for an area code that does not exist.', verdict: 'We asked Twilio for an area code that does not exist.' },
  '21457': { ...ourBug, reason: 'We asked for an area code where none is allowed.', verdict: 'We sent Twilio an area code where it takes none.' },
  '21458': { ...ourBug, reason: 'We mixed up local and toll-free numbers.', verdict: 'We asked for a toll-free area code among the local numbers, or the reverse.' },
  '20001': { ...ourBug, reason: 'Twilio does not know a parameter that we sent.', verdict: 'Twilio does not know a parameter that we sent and did nothing.' },
  '20002': { ...ourBug, reason: 'Twilio refused the name that we gave the number.', verdict: 'Twilio refused the name that we gave the number; it takes 1 to 64 characters.' },
  '21402': { ...webhook, reason: 'Twilio refused our webhook address.', verdict: 'Twilio refused the address that it should call; the number may be bought all the same.' },
  '21405': { ...webhook, reason: 'Twilio refused our fallback address.', verdict: 'Twilio refused our fallback address; the number may be bought all the same.' },
  '21420': { ...webhook, reason: 'Twilio does not know our application.', verdict: 'Twilio does not know our voice application; the number may be bought all the same.', staff: 'Tell engineering, then Check first.' },
  '20404': {
    reason: 'Twilio does not know this number.',
    verdict: 'Twilio does not know the number that our ledger names, or it is on another account.',
    fault: 'us',
    retry: 'no',
    staff: 'Check first: it looks the number up in the whole account.',
    customer: lookingIntoIt,
  },
  '21714': { ...atTwilio, reason: 'The messaging pool is full; voice is not affected.', verdict: 'The messaging pool is full. Calls are not affected, and the number stays.', staff: 'Give the account a new messaging service, then Check first.', customer: lookingIntoIt },
  '21710': { ...atTwilio, reason: 'The number already is in a messaging service.', verdict: 'The number already is in a messaging service. Calls are not affected.' },
  '21712': { ...atTwilio, reason: 'The number is in another messaging service.', verdict: 'The number is in another messaging service. Calls are not affected.' },
  '22400': { ...atTwilio, reason: 'The number is still part of a route at Twilio.', verdict: 'Twilio does not take the number back while it is part of a route there.', staff: 'Take it out of the route at Twilio, then release again.' },
  '21626': { ...atTwilio, reason: 'An emergency address is still on the number.', verdict: 'Twilio does not take the number back while an emergency address is on it.', staff: 'Unregister the emergency address at Twilio, then release again.' },
  '80601': { ...atTwilio, reason: 'The number is bound to a number pool.', verdict: 'The number is bound to a number pool at Twilio and cannot be used by itself.', staff: 'Take it out of the pool at Twilio, then retry.' },
  no_numbers: { reason: 'Twilio had no US number to offer.', verdict: 'Twilio offered no US number at all when we searched.', fault: 'twilio', retry: 'yes', staff: 'It goes again by itself; if it lasts, ask Twilio.', customer: delayedByProvider },
  number_missing: {
    reason: 'Our ledger has a number that Twilio does not have.',
    verdict: 'The customer’s number is in our ledger, but Twilio does not have it any more.',
    fault: 'us',
    retry: 'no',
    staff: 'Look the number up at Twilio. If it is gone, release it here, then provision.',
    customer: 'Something is wrong with your number on our side. We are looking into it and will write to you.',
  },
}
