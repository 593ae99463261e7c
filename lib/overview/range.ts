/** The ranges of the overview, each with the size of a bucket. */
export const overviewRanges = ['1h', '6h', '24h', '7d', '30d'] as const
export type OverviewRange = (typeof overviewRanges)[number]

type Range = { label: string; minutes: number; bucketSeconds: number; ofPeriod: string }

export const rangeOf: Record<OverviewRange, Range> = {
  '1h': { label: '1 h', minutes: 60, bucketSeconds: 60, ofPeriod: 'this hour' },
  '6h': { label: '6 h', minutes: 360, bucketSeconds: 300, ofPeriod: 'these 6 hours' },
  '24h': { label: '24 h', minutes: 1440, bucketSeconds: 1200, ofPeriod: 'these 24 hours' },
  '7d': { label: '7 d', minutes: 10_080, bucketSeconds: 7200, ofPeriod: 'these 7 days' },
  '30d': { label: '30 d', minutes: 43_200, bucketSeconds: 43_200, ofPeriod: 'these 30 days' },
}
