/** Basis points as a share for a glance: 25%, 0.01%. */
export function formatShare(bp: number): string {
  return `${Number((bp / 100).toFixed(2))}%`
}

/** Basis points with both decimals: 25.00. */
export function formatShareExact(bp: number): string {
  return (bp / 100).toFixed(2)
}

/** What somebody typed as a percentage, in basis points; null when it is none of 0 to 100 in steps of 0.01. */
export function parseShare(text: string): number | null {
  const match = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(text)
  if (!match) return null
  const bp = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return bp <= 10_000 ? bp : null
}

/** The stages of the customer's plan (6.2.1 to 6.2.3), and a step between. */
export const presets = [
  { label: 'Internal', bp: 0 },
  { label: 'Limited', bp: 1000 },
  { label: 'Half', bp: 5000 },
  { label: 'Full', bp: 10_000 },
] as const
