import type { Bucket, Overview, PastBucket } from './overview'

/** With fewer customers than this a rate says nothing. */
const leastCustomers = 5

/** A share as staff read it: 93.8%; nothing when there is nothing to divide by. */
export function formatRate(rate: number | null): string {
  return rate === null ? '–' : `${(rate * 100).toFixed(1)}%`
}

export function successRate({ total, failed }: { total: number; failed: number }): number | null {
  return total === 0 ? null : (total - failed) / total
}

export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** The rates of one bucket, each null where nothing happened. */
export function ratesOf(bucket: Bucket): { success: number | null; twilio: number | null; vapi: number | null } {
  return {
    success: share(bucket.customers - bucket.failed, bucket.customers),
    twilio: share(bucket.twilio_failed, bucket.twilio),
    vapi: share(bucket.vapi_failed, bucket.vapi),
  }
}

/** The other period on the buckets of this one, as values of a line; null where nothing happened then. */
export function pastLine({ series, series_before }: Pick<Overview, 'series' | 'series_before'>, valueOf: (past: PastBucket) => number | null): (number | null)[] {
  const byTime = new Map(series_before.map((past) => [past.at, past]))
  return series.map(({ at }) => {
    const past = byTime.get(at)
    return past === undefined ? null : valueOf(past)
  })
}

/** Why a rate is not to be trusted yet; null when there is enough. */
export function tooFew(headline: Overview['headline'], ofPeriod: string): string | null {
  const { total } = headline.outcome
  return total >= leastCustomers ? null : `Not enough data: ${total} of ${leastCustomers} customers in ${ofPeriod}`
}

/** 18.4 GB, 240 MB. */
export function formatBytes(bytes: number): string {
  const gigabytes = bytes / 2 ** 30
  if (gigabytes >= 1) return `${gigabytes.toFixed(gigabytes >= 100 ? 0 : 1)} GB`
  return `${Math.max(1, Math.round(bytes / 2 ** 20))} MB`
}

/** $1,383.45. */
export function formatDollars(usd: number): string {
  return usd.toLocaleString('en-US', { style: 'currency', currency: 'USD' })
}
