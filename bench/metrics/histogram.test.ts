import { array, assert, asyncProperty, integer, oneof, tuple } from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startThrowAwayDatabase } from '../../local/stack/throw-away-database.ts'

let client: Client
let stop: () => Promise<void>

beforeAll(async () => {
  const running = await startThrowAwayDatabase('histogram')
  stop = running.stop
  client = new Client({ connectionString: running.database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await stop()
})

// Each value lies in some minute; the histograms of the minutes are merged, as for any range.
const sql = `
  with v as (select * from unnest($1::integer[], $2::integer[]) as v(ms, minute)),
  minutes as (select minute, private.histogram_bucket(ms) as bucket, count(*)::integer as n from v group by 1, 2)
  select p.fraction, (select percentile_disc(p.fraction) within group (order by ms) from v) as exact,
    (select private.histogram_percentile(array_agg(bucket), array_agg(n), p.fraction) from minutes) as estimate
  from unnest(array[0.01, 0.5, 0.95, 0.99, 1]::double precision[]) as p(fraction)`

// Quick steps, provider calls, waits of hours: every order of magnitude, and many of the same.
const duration = oneof(integer({ min: 0, max: 30 }), integer({ min: 1, max: 90_000 }), integer({ min: 1, max: 86_400_000 }))
const samples = array(tuple(duration, integer({ min: 0, max: 5 })), { minLength: 1, maxLength: 300 })

describe('percentiles of merged histograms', () => {
  it('are within 2% of the exact ones, whatever the durations and however they lie in minutes', async () => {
    await assert(
      asyncProperty(samples, async (values) => {
        const { rows } = await client.query<{ fraction: number; exact: number; estimate: number }>(sql, [values.map(([ms]) => ms), values.map(([, minute]) => minute)])
        expect(rows).toHaveLength(5)
        for (const { fraction, exact, estimate } of rows) {
          expect(Math.abs(estimate - exact), `p${fraction} of ${values.length} values: ${estimate} for ${exact}`).toBeLessThanOrEqual(0.015 * exact + 1e-6)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('keeps every value of a bucket within 1.5% of the value that stands for it, from 1 ms to a day', async () => {
    const { rows } = await client.query<{ worst: number; buckets: number }>(
      `select max(abs(private.histogram_value(private.histogram_bucket(ms)) - ms) / ms) as worst, count(distinct private.histogram_bucket(ms))::int as buckets
       from (select n::double precision as ms from generate_series(1, 100000) n union all select n * 997.0 from generate_series(1, 86000) n) x`,
    )
    expect(rows[0]?.worst).toBeLessThanOrEqual(0.015)
    expect(rows[0]?.buckets).toBeLessThan(700)
  })
})
