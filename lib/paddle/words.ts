import type { PaddleEvent } from './event'

type Told = Pick<PaddleEvent, 'outcome' | 'priceIds' | 'paddleStatus'>

/** Why an event waits, to follow "waits:". */
export function paddleReason({ outcome, priceIds, paddleStatus }: Told): string {
  switch (outcome) {
    case 'waiting':
      return 'it is being judged'
    case 'unknown_price':
      return `no tier is mapped to ${priceIds.length === 0 ? 'its price' : priceIds.join(', ')}`
    case 'unknown_customer':
      return 'no profile carries its customer id'
    case 'several_customers':
      return 'more than one profile carries its customer id'
    case 'several_tiers':
      return 'its prices buy more than one tier'
    case 'several_subscriptions':
      return 'the customer has more than one current subscription'
    case 'unknown_status':
      return `“${paddleStatus}” is no status that we know`
    case 'failed':
      return 'the subscriptions table refused it'
  }
}

/** What mends it. */
export function paddleRemedy({ outcome }: Pick<PaddleEvent, 'outcome'>): string {
  switch (outcome) {
    case 'waiting':
      return 'Nothing: it is applied within a minute.'
    case 'unknown_price':
    case 'several_tiers':
      return 'An engineer maps the price in paddle_prices.'
    case 'unknown_customer':
      return 'The product writes profiles.paddle_customer_id.'
    case 'several_customers':
      return 'An engineer takes the id off the wrong profile.'
    case 'several_subscriptions':
      return 'An engineer leaves one row of subscriptions current.'
    case 'unknown_status':
    case 'failed':
      return 'Tell engineering the event’s id.'
  }
}

const triedForMs = 30 * 86_400_000

/** Whether the minute job still looks at it. */
export function isStillTried({ receivedAt }: Pick<PaddleEvent, 'receivedAt'>, now: number): boolean {
  return now - Date.parse(receivedAt) < triedForMs
}
