import { availableParallelism, loadavg } from 'node:os'
import type { Client } from 'pg'
import { withClient } from '../../local/stack/connect.ts'
import { onStop } from '../../local/stack/lifetime.ts'
import { startThrowAwayDatabase } from '../../local/stack/throw-away-database.ts'
import { fill, rebuild } from './fill.ts'
import { comparePercentiles, time, timeOverview, type Timed } from './measure.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const staff = '00000000-0000-4000-8000-000000000001'

// As of the last minute that holds runs, with the minute before it not yet counted. That moment is looked for once: no index says it, and
// reading every run for it took longer than the job itself.
const lastFilled = 'select max(updated_at) as at from public.phone_provision_logs'
const setBack = `update private.metrics_state set changed_through = $1::timestamptz - interval '1 minute', rolled_up_to = date_trunc('minute', $1::timestamptz - interval '1 minute')`

async function timeMinuteJob(client: Client, times: number): Promise<Timed> {
  const { rows } = await client.query<{ at: Date }>(lastFilled)
  const filled = rows[0]?.at
  return time('minute job', times, async () => {
    await client.query(setBack, [filled])
    await client.query('select private.roll_up_metrics($1)', [filled])
  })
}

async function measure(client: Client, times: number): Promise<void> {
  await client.query(`select set_config('request.jwt.claims', $1, false)`, [JSON.stringify({ sub: staff, role: 'authenticated' })])
  const timed: Timed[] = [
    await timeMinuteJob(client, times),
    await time('sample of resources', times, () => client.query('select private.sample_resources()')),
    await time('alert rules', times, () => client.query('select private.evaluate_alerts()')),
    await time('provider health', times, () => client.query('select * from private.provider_health()')),
    await time('retention, nothing due', times, () => client.query('select private.purge_history()')),
    ...(await timeOverview(client, times)),
  ]
  say('\n| what | p50 | p95 |\n| --- | ---: | ---: |')
  for (const { name, p50, p95 } of timed) say(`| ${name} | ${p50.toFixed(0)} ms | ${p95.toFixed(0)} ms |`)
  say('\n| percentiles against exact | values | worst of p50, p95, p99 |\n| --- | ---: | ---: |')
  for (const hours of [1, 24, 700]) {
    const { name, count, worst } = await comparePercentiles(client, hours)
    say(`| ${name} | ${count.toLocaleString('en-US')} | ${(100 * worst).toFixed(2)}% |`)
  }
}

async function describeSize(client: Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(
    `select format('%s runs, %s steps; minutes %s rows, hours %s rows, days %s rows; database %s, of which rollups %s',
       (select count(*) from public.phone_provision_logs), (select count(*) from public.phone_provision_steps),
       (select count(*) from public.provision_metrics_minute), (select count(*) from public.provision_metrics_hour), (select count(*) from public.provision_metrics_day),
       pg_size_pretty(pg_database_size(current_database())),
       pg_size_pretty(pg_total_relation_size('public.provision_metrics_minute') + pg_total_relation_size('public.provision_metrics_hour'))) as line`,
  )
  return rows[0]?.line ?? ''
}

async function run(runs: number, times: number): Promise<void> {
  const { database, stop } = await startThrowAwayDatabase('bench-metrics', { durable: true })
  onStop(() => void stop())
  try {
    await withClient(database.url, async (client) => {
      const began = performance.now()
      await client.query(`insert into auth.users (id, email) values ($1, 'bench@example.com')`, [staff])
      await client.query(`insert into public.staff_members (user_id, role) values ($1, 'viewer')`, [staff])
      await fill(client, runs, (line) => process.stderr.write(`${line}\n`))
      const filled = performance.now()
      await rebuild(client)
      await client.query('vacuum analyze public.provision_metrics_minute, public.provision_metrics_hour, public.provision_metrics_day, public.resource_samples')
      await client.query(`update private.metrics_state set changed_through = now(), rolled_up_to = date_trunc('minute', now())`)
      const rebuilt = performance.now()
      say(`${await describeSize(client)}; ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`)
      say(`filled in ${((filled - began) / 1000).toFixed(0)} s; 30 days rebuilt from rows in ${((rebuilt - filled) / 1000).toFixed(0)} s`)
      await measure(client, times)
    })
  } finally {
    await stop()
  }
}

const [runs = '1000000', times = '20'] = process.argv.slice(2)
if (!/^[1-9]\d*$/.test(runs) || !/^[1-9]\d*$/.test(times)) {
  say('npm run bench:metrics -- [runs, default 1000000] [times, default 20]')
  process.exit(2)
}
await run(Number(runs), Number(times))
process.exit(0)
