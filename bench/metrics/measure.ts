import type { Client } from 'pg'

/** Times of one thing, in ms. */
export type Timed = { name: string; p50: number; p95: number }

/** Runs it again and again; the first time warms up and does not count. */
export async function time(name: string, times: number, work: () => Promise<unknown>): Promise<Timed> {
  const took: number[] = []
  for (let index = 0; index <= times; index++) {
    const from = performance.now()
    await work()
    if (index > 0) took.push(performance.now() - from)
  }
  took.sort((a, b) => a - b)
  const at = (fraction: number) => took[Math.min(took.length - 1, Math.ceil(fraction * took.length) - 1)] ?? Number.NaN
  return { name, p50: at(0.5), p95: at(0.95) }
}

/** The overview as the console asks for it, by range. */
export async function timeOverview(client: Client, times: number): Promise<Timed[]> {
  const ranges = [['1 h', 60, 60], ['6 h', 360, 300], ['24 h', 1440, 1200], ['7 d', 10_080, 7200], ['30 d', 43_200, 43_200]] as const
  const timed: Timed[] = []
  for (const [name, minutes, bucket] of ranges) {
    timed.push(await time(`overview, ${name}`, times, () => client.query(`select public.read_overview($1, $2, 'America/Chicago', $1)`, [minutes, bucket])))
  }
  return timed
}

export type Percentiles = { name: string; count: number; worst: number }

/** The worst of p50, p95 and p99 against percentile_disc over the rows themselves, as a share. The hours end with the last minute that was filled. */
export async function comparePercentiles(client: Client, hours: number): Promise<Percentiles> {
  const { rows } = await client.query<{ n: number; exact: number[]; estimate: number[] }>(
    `with filled as (select max(at) as at from public.provision_metrics_minute),
       span as (select filled.at - $1 * interval '1 hour' as a, filled.at - interval '3 minutes' as b from filled)
     select count(*)::int as n, percentile_disc(array[0.5, 0.95, 0.99]) within group (order by s.duration_ms) as exact,
       (select array[w.p50_ms, w.p95_ms, w.p99_ms] from span, private.metric_window('step', 'buy_number', span.a, span.b) w) as estimate
     from span join public.phone_provision_steps s on s.started_at >= span.a and s.started_at < span.b and s.step = 'buy_number'`,
    [hours],
  )
  const [row] = rows
  if (!row) throw new Error('no percentiles came back')
  return { name: `buy_number, ${hours} h`, count: row.n, worst: Math.max(...row.exact.map((exact, index) => Math.abs((row.estimate[index] ?? 0) - exact) / exact)) }
}
