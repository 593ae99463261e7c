import type { Step } from './step'

const aboutANumber = new Set(['buy_number', 'look_up_number', 'release_number'])

/**
 * Steps with the number that each was about: one that got no answer does not say it, but the intent before it does. An intent that was
 * heard of and not read yet says none, since no number travels in a message; what follows it is about no earlier number.
 */
export function withNumbers(steps: readonly Step[], fallback: string | null): Step[] {
  let last: string | null = null
  let before = fallback
  return steps.map((step) => {
    const own = step.detail.e164_number
    if (own) last = own
    else if (step.step === 'record_intent') last = before = null
    const number = own ?? (step.step === 'buy_number' ? last : (last ?? before))
    return number && aboutANumber.has(step.step) ? { ...step, detail: { ...step.detail, e164_number: number } } : step
  })
}

/** The number that the steps were last about; `fallback` when none says one, and null after an intent whose number is not read yet. */
export function numberOf(steps: readonly Step[], fallback: string | null): string | null {
  const last = steps.findLast((step) => step.detail.e164_number || step.step === 'record_intent')
  return last ? (last.detail.e164_number ?? null) : fallback
}
