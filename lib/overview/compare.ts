import { rangeOf, type OverviewRange } from './range'

/** What a period is compared with. */
export const comparisons = ['previous', 'day', 'week', 'off'] as const
export type Comparison = (typeof comparisons)[number]

const day = 1440
const week = 7 * day

/** The period before makes sense for every range; the same hours of another day only where they do not overlap. */
export function comparisonsOf(range: OverviewRange): { value: Comparison; label: string }[] {
  const { label, minutes } = rangeOf[range]
  return [
    { value: 'previous', label: `Previous ${label}` },
    ...(minutes < day ? [{ value: 'day' as const, label: 'A day earlier' }] : []),
    ...(minutes < week ? [{ value: 'week' as const, label: 'A week earlier' }] : []),
    { value: 'off', label: 'Nothing' },
  ]
}

/** What was asked for, or the period before when this range has no such thing. */
export function comparisonFor(range: OverviewRange, asked: Comparison): Comparison {
  return comparisonsOf(range).some(({ value }) => value === asked) ? asked : 'previous'
}

/** How many minutes earlier the other period is. */
export function minutesEarlier(range: OverviewRange, comparison: Comparison): number {
  return { previous: rangeOf[range].minutes, off: rangeOf[range].minutes, day, week }[comparison]
}

/** Compared with what, in the middle of a sentence; null without a comparison. */
export function comparisonWords(range: OverviewRange, comparison: Comparison): string | null {
  return { previous: `the ${rangeOf[range].label} before`, day: 'the same time a day earlier', week: 'the same time a week earlier', off: null }[comparison]
}
