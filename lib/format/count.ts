const counts = new Intl.NumberFormat('en-US')
const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** 103,229. */
export function formatCount(value: number): string {
  return counts.format(value)
}

/** Cents as $1.15. */
export function formatCents(cents: number): string {
  return money.format(cents / 100)
}

/** A share of one with at most one decimal: 27.5%. */
export function formatRate(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`
}

/** The word for one, or for any other count. */
export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many
}
