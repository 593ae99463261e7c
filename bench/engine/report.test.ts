import { expect, it } from 'vitest'
import { covered } from './providers.ts'
import { describeResults, percentile, type Result } from './report.ts'

const result = (name: string, added: number): Result => ({
  name,
  samples: [{ total: 1000 + added, providers: 1000, added, alone: added + 10 }],
  burst: { customers: 10, seconds: 2, perSecond: 5, commitMs: 3, roundTrips: 6, stepCalls: 0 },
})

it('takes the percentile that this share of the samples does not exceed', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => n + 1)
  expect(percentile(hundred, (n) => n, 0.5)).toBe(50)
  expect(percentile(hundred, (n) => n, 0.95)).toBe(95)
  expect(percentile([7], (n) => n, 0.95)).toBe(7)
})

it('puts both side by side with their ratio', () => {
  const text = describeResults('At once', result('ours', 90), result('theirs', 45))
  expect(text).toMatch(/added latency p50, ms\s+90\.0\s+45\.0\s+2\.00/)
  expect(text).toMatch(/no provider at work p50, ms\s+100\.0\s+55\.0\s+1\.82/)
  expect(text).toMatch(/% of the providers’ time\s+10\.0\s+5\.5\s+1\.82/)
})

it('counts the time once in which two requests were under way', () => {
  expect(covered([{ from: 0, until: 100 }, { from: 20, until: 50 }, { from: 90, until: 130 }, { from: 200, until: 210 }])).toBe(140)
  expect(covered([])).toBe(0)
})
