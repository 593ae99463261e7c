/** What Twilio asks for a US local number, charged for a whole month on the day of purchase. */
export const monthlyUsd = 1.15

/** Days in which a released number can still be had back, by hand, in Twilio's own console. */
export const undoDays = 10

/** When the next month would be charged: the day of purchase, in the month to come; the last day where a month is shorter. */
export function nextCharge(purchasedAt: string, now: Date): Date {
  const bought = new Date(purchasedAt)
  let months = (now.getUTCFullYear() - bought.getUTCFullYear()) * 12 + now.getUTCMonth() - bought.getUTCMonth()
  let next = addMonths(bought, Math.max(1, months))
  while (next.getTime() <= now.getTime()) {
    months = Math.max(1, months) + 1
    next = addMonths(bought, months)
  }
  return next
}

function addMonths(date: Date, months: number): Date {
  const next = new Date(date)
  next.setUTCDate(1)
  next.setUTCMonth(next.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).getUTCDate()
  next.setUTCDate(Math.min(date.getUTCDate(), lastDay))
  return next
}
