import type { CustomerPage, LedgerRow } from '@/lib/customers/customer'

// The function's clock writes the step, the database's the intent.
const clockSlackMs = 5000

/**
 * What Twilio said to the newest request to buy the number that we set out to buy. A step that got no answer does not name its number,
 * but it comes after the intent.
 */
export function buyAnswer(page: Pick<CustomerPage, 'steps'>, open: LedgerRow): 'no answer' | 'refused' | 'never asked' {
  const since = Date.parse(open.intended_at) - clockSlackMs
  const last = page.steps.findLast((step) => step.step === 'buy_number' && Date.parse(step.startedAt) >= since)
  if (!last) return 'never asked'
  return last.outcome === 'failed' ? 'refused' : 'no answer'
}
