import type { Step } from './step'

const aboutANumber = new Set(['buy_number', 'look_up_number', 'release_number'])

/** Steps with the number that each was about: one that got no answer does not say it, but the intent before it does. */
export function withNumbers(steps: readonly Step[], fallback: string | null): Step[] {
  let last: string | null = null
  return steps.map((step) => {
    const own = step.detail.e164_number
    if (own) last = own
    const number = own ?? (step.step === 'buy_number' ? last : (last ?? fallback))
    return number && aboutANumber.has(step.step) ? { ...step, detail: { ...step.detail, e164_number: number } } : step
  })
}
