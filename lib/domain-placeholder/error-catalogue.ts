export type Fault = 'us' | 'twilio' | 'vapi' | 'customer_data' | 'compliance'
export type RetryAdvice = 'yes' | 'other_number' | 'check_first' | 'no' | 'halt'
export type CatalogueEntry = { fault: Fault; retry: RetryAdvice; sentence: string; staff: string; customer: string }

export const unknownError: CatalogueEntry = {
  fault: 'us',
  retry: 'check_first',
  sentence: 'Something answered in a way we do not know yet.',
  staff: 'Tell an engineer the code and the run number.',
  customer: 'Setting up your number takes longer than usual. We are on it and will write to you.',
}

const delayed = 'Your number is delayed on our phone provider’s side. You do not need to do anything, and you will not be charged twice.'

export const errorCatalogue: Record<string, CatalogueEntry> = {
  '20503': { fault: 'twilio', retry: 'yes', sentence: 'Twilio is unavailable', staff: 'Look at Twilio’s status page, then retry.', customer: delayed },
  '21422': { fault: 'twilio', retry: 'other_number', sentence: 'Numbers were sold to others first', staff: 'Retry: another number is taken.', customer: delayed },
  timeout: { fault: 'twilio', retry: 'check_first', sentence: 'No answer in time; we may already own a number', staff: 'Check first.', customer: delayed },
  lease_expired: { fault: 'us', retry: 'yes', sentence: 'The worker stopped before it was done', staff: 'It goes again by itself.', customer: delayed },
}
