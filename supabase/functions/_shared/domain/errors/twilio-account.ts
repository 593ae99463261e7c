import { delayedByUs, type CatalogueEntry, type Treatment } from './types.ts'

const accountDead: Treatment = {
  fault: 'us',
  retry: 'halt',
  haltScope: 'twilio',
  staff: 'The account’s owner checks balance and status at Twilio; then an admin resumes.',
  customer: delayedByUs,
}
const keyDead: Treatment = { ...accountDead, staff: 'The owner checks account SID and key in the secrets; then an admin resumes.' }
const trialAccount: Treatment = {
  ...accountDead,
  haltScope: 'acquire',
  staff: 'The owner upgrades the account, or points us at the paid one; then an admin resumes.',
}

/** Our account or its key: nobody can be served until its owner has acted. */
export const twilioAccountErrors: Record<string, CatalogueEntry> = {
  '20003': { ...keyDead, reason: 'Twilio refused our key.', verdict: 'Twilio refused our key: it was rotated, or the account is suspended or closed.' },
  '20006': { ...keyDead, reason: 'Our key may not do this at Twilio.', verdict: 'Our key at Twilio lacks the right to search, buy or release numbers.' },
  '20008': { ...keyDead, reason: 'We used test credentials on the live service.', verdict: 'The secrets hold Twilio’s test credentials, which can do nothing on the live service.' },
  '20005': { ...accountDead, reason: 'Our Twilio account is not active.', verdict: 'Our Twilio account is not active, so nothing can be bought or released.' },
  '10001': { ...accountDead, reason: 'Our Twilio account is not active.', verdict: 'Our Twilio account is not active, often for want of balance.' },
  '90010': { ...accountDead, reason: 'Our Twilio account is not active.', verdict: 'Twilio says that our account is not active; nothing can be bought or released.' },
  '21472': { ...accountDead, reason: 'Our Twilio account is suspended.', verdict: 'Twilio suspended our account; nothing can be bought or released.' },
  '20403': { ...accountDead, reason: 'Twilio forbids our account to do this.', verdict: 'Twilio forbids our account what we asked; usually its balance ran out.' },
  '21404': { ...trialAccount, reason: 'A trial account gets no further number.', verdict: 'Our Twilio account is a trial account, which may hold only one number.' },
  '10002': { ...trialAccount, reason: 'A trial account cannot do this.', verdict: 'Our Twilio account is a trial account, which cannot buy this number.' },
  '22300': {
    ...accountDead,
    haltScope: 'acquire',
    fault: 'compliance',
    reason: 'Twilio restricted our account from buying.',
    verdict: 'Twilio restricted our account from buying numbers until it is verified.',
    staff: 'The owner writes to Twilio’s account verification; then an admin resumes.',
  },
}
