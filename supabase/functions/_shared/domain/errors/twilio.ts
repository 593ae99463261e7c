import { delayedByProvider, delayedByUs, lookingIntoIt, type CatalogueEntry } from './types.ts'

const ourBug: Pick<CatalogueEntry, 'fault' | 'retry' | 'staff' | 'customer'> = {
  fault: 'us',
  retry: 'no',
  staff: 'Tell engineering: our request was wrong.',
  customer: lookingIntoIt,
}
const accountDead: Omit<CatalogueEntry, 'reason'> = {
  fault: 'us',
  retry: 'halt',
  haltScope: 'twilio',
  staff: 'The account’s owner checks balance and status at Twilio; then an admin resumes.',
  customer: delayedByUs,
}
const keyDead: Omit<CatalogueEntry, 'reason'> = {
  ...accountDead,
  staff: 'The owner checks account SID and key in the secrets; then an admin resumes.',
}
const trialAccount: Omit<CatalogueEntry, 'reason'> = {
  ...accountDead,
  haltScope: 'acquire',
  staff: 'The owner upgrades the account, or points us at the paid one; then an admin resumes.',
}
const addressNeeded: Omit<CatalogueEntry, 'reason'> = {
  fault: 'compliance',
  retry: 'no',
  staff: 'Add a validated address at Twilio, then retry.',
  customer: 'Before we can give you a number we need a postal address from you. Please reply with it.',
}
const documentNeeded: Omit<CatalogueEntry, 'reason'> = {
  fault: 'compliance',
  retry: 'no',
  staff: 'Get the bundle or document approved at Twilio; that takes days. Then retry.',
  customer: 'Regulations ask us for papers before we may give you this number. We will tell you what is needed.',
}

/** Twilio's codes as they meet provisioning; sources: Twilio's error dictionary, see docs. */
export const twilioErrors: Record<string, CatalogueEntry> = {
  '21422': { reason: 'The number was sold to someone else first.', fault: 'twilio', retry: 'other_number', staff: 'Nothing, unless it repeats: then retry.', customer: 'The number we picked was just taken; we are getting you another one.' },
  '21421': { ...ourBug, reason: 'Twilio says that this is not a number.', retry: 'other_number' },
  '21452': { reason: 'No numbers were left in this area code.', fault: 'twilio', retry: 'other_number', staff: 'Retry: the next search takes any area.', customer: delayedByProvider },
  '21451': { ...ourBug, reason: 'We asked for an area code that does not exist.' },
  '21457': { ...ourBug, reason: 'We asked for an area code where none is allowed.' },
  '21458': { ...ourBug, reason: 'We mixed up local and toll-free numbers.' },
  '20001': { ...ourBug, reason: 'Twilio does not know a parameter that we sent.' },
  '20002': { ...ourBug, reason: 'Twilio refused the name that we gave the number.' },
  '21402': { ...ourBug, reason: 'Twilio refused our webhook address.', staff: 'Check TWILIO_WEBHOOK_URL, then Check first: the number may be bought.' },
  '21405': { ...ourBug, reason: 'Twilio refused our fallback address.', staff: 'Check TWILIO_WEBHOOK_URL, then Check first.' },
  '21420': { ...ourBug, reason: 'Twilio does not know our application.', staff: 'Tell engineering, then Check first.' },
  '21404': { ...trialAccount, reason: 'A trial account gets no further number.' },
  '10002': { ...trialAccount, reason: 'A trial account cannot do this.' },
  '20003': { ...keyDead, reason: 'Twilio refused our key.' },
  '20006': { ...keyDead, reason: 'Our key may not do this at Twilio.' },
  '20008': { ...keyDead, reason: 'We used test credentials on the live service.' },
  '20005': { ...accountDead, reason: 'Our Twilio account is not active.' },
  '10001': { ...accountDead, reason: 'Our Twilio account is not active.' },
  '90010': { ...accountDead, reason: 'Our Twilio account is not active.' },
  '21472': { ...accountDead, reason: 'Our Twilio account is suspended.' },
  '20403': { ...accountDead, reason: 'Twilio forbids our account to do this.' },
  '22300': { ...accountDead, haltScope: 'acquire', reason: 'Twilio restricted our account from buying.', fault: 'compliance', staff: 'The owner writes to Twilio’s account verification; then an admin resumes.' },
  '20404': { reason: 'Twilio does not know this number.', fault: 'us', retry: 'no', staff: 'Check first: it looks the number up in the whole account.', customer: lookingIntoIt },
  '20409': { reason: 'Twilio was still busy with this number.', fault: 'twilio', retry: 'yes', staff: 'Wait a minute, then Check first.', customer: delayedByProvider },
  '20429': { reason: 'Twilio had too many requests from us at once.', fault: 'us', retry: 'yes', staff: 'Nothing: it goes again by itself.', customer: delayedByUs },
  '20500': { reason: 'Twilio failed during the request.', fault: 'twilio', retry: 'check_first', staff: 'Check first: we may already own the number.', customer: delayedByProvider },
  '20503': { reason: 'Twilio was unavailable.', fault: 'twilio', retry: 'check_first', staff: 'Look at Twilio’s status page; then Check first.', customer: delayedByProvider },
  '21631': { ...addressNeeded, reason: 'Twilio wants a postal address.' },
  '21613': { ...addressNeeded, reason: 'Twilio wants a postal address on file.' },
  '21615': { ...addressNeeded, reason: 'Twilio wants a local postal address.' },
  '21628': { ...addressNeeded, fault: 'customer', reason: 'Twilio could not confirm the address.', customer: 'Our phone provider could not confirm your address. Please check it and reply with the correct one.' },
  '21629': { ...addressNeeded, fault: 'customer', reason: 'Twilio suggests another spelling of the address.', customer: 'Please confirm your postal address for us, in full.' },
  '21649': { ...documentNeeded, reason: 'Twilio wants an approved regulatory bundle.' },
  '21650': { ...documentNeeded, reason: 'Twilio wants an identity document.' },
  '21651': { ...documentNeeded, reason: 'The identity document does not satisfy Twilio.' },
  '21714': { reason: 'The messaging pool is full; voice is not affected.', fault: 'us', retry: 'no', staff: 'Give the account a new messaging service, then Check first.', customer: lookingIntoIt },
  '21710': { reason: 'The number already is in a messaging service.', fault: 'us', retry: 'no', staff: 'Check first.', customer: null },
  '21712': { reason: 'The number is in another messaging service.', fault: 'us', retry: 'no', staff: 'Check first.', customer: null },
  '22400': { reason: 'The number is still part of a route at Twilio.', fault: 'us', retry: 'no', staff: 'Take it out of the route at Twilio, then release again.', customer: null },
  '21626': { reason: 'An emergency address is still on the number.', fault: 'us', retry: 'no', staff: 'Unregister the emergency address at Twilio, then release again.', customer: null },
  '80601': { reason: 'The number is bound to a number pool.', fault: 'us', retry: 'no', staff: 'Take it out of the pool at Twilio, then retry.', customer: null },
  timeout: { reason: 'Twilio never answered; we may already own a number.', fault: 'twilio', retry: 'check_first', staff: 'Check first: we may already own the number.', customer: delayedByProvider },
  network: { reason: 'The connection to Twilio broke.', fault: 'twilio', retry: 'check_first', staff: 'Check first: we may already own the number.', customer: delayedByProvider },
  no_numbers: { reason: 'Twilio had no US number to offer.', fault: 'twilio', retry: 'yes', staff: 'It goes again by itself; if it lasts, ask Twilio.', customer: delayedByProvider },
  number_missing: { reason: 'Our ledger has a number that Twilio does not have.', fault: 'us', retry: 'no', staff: 'Look the number up at Twilio. If it is gone, release it here, then provision.', customer: lookingIntoIt },
}
