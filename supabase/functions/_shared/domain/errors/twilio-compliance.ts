import type { CatalogueEntry, Treatment } from './types.ts'

const addressNeeded: Treatment = {
  fault: 'compliance',
  retry: 'no',
  staff: 'Add a validated address at Twilio, then retry.',
  customer: 'Before we can give you a number we need a postal address from you. Please reply with it.',
}
const addressWrong: Treatment = {
  fault: 'customer',
  retry: 'no',
  staff: 'Ask the customer for the correct address, add it at Twilio, then retry.',
  customer: 'Our phone provider could not confirm your address. Please check it and reply with the correct one.',
}
const documentNeeded: Treatment = {
  fault: 'compliance',
  retry: 'no',
  staff: 'Get the bundle or document approved at Twilio; that takes days. Then retry.',
  customer: 'Regulations ask us for papers before we may give you this number. We will tell you what is needed.',
}

/** What regulators want before a number may be used. */
export const twilioComplianceErrors: Record<string, CatalogueEntry> = {
  '21631': { ...addressNeeded, reason: 'Twilio wants a postal address.', verdict: 'Twilio sells this number only with a postal address, and we gave none.' },
  '21613': { ...addressNeeded, reason: 'Twilio wants a postal address on file.', verdict: 'Twilio wants an address on file for the account before it sells this number.' },
  '21615': { ...addressNeeded, reason: 'Twilio wants a local postal address.', verdict: 'Twilio wants an address in the number’s own area before it sells it.' },
  '21628': { ...addressWrong, reason: 'Twilio could not confirm the address.', verdict: 'Twilio could not confirm the address, so it did not sell the number.' },
  '21629': {
    ...addressWrong,
    reason: 'Twilio suggests another spelling of the address.',
    verdict: 'Twilio knows the address in another spelling and asks which one is right.',
    staff: 'Offer the customer the address that Twilio suggests, then retry.',
    customer: 'Please confirm your postal address for us, in full.',
  },
  '21649': { ...documentNeeded, reason: 'Twilio wants an approved regulatory bundle.', verdict: 'This number needs an approved regulatory bundle, which takes days, not minutes.' },
  '21650': { ...documentNeeded, reason: 'Twilio wants an identity document.', verdict: 'Twilio sells this number only with an identity document, and we gave none.' },
  '21651': { ...documentNeeded, reason: 'The identity document does not satisfy Twilio.', verdict: 'Twilio looked at the identity document and it does not satisfy the rules.' },
}
