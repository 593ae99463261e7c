import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import type { Client } from 'pg'
import { withClient } from '../../local/stack/connect.ts'
import { onStop } from '../../local/stack/lifetime.ts'
import { startThrowAwayDatabase } from '../../local/stack/throw-away-database.ts'
import { time } from '../metrics/measure.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const staff = '00000000-0000-0000-0000-00000000000a'

/** What the numbers page asks, what the alerts ask every ten seconds, and what the hourly comparison writes. */
const questions: [name: string, sql: string][] = [
  ['counts and money', 'select public.count_numbers()'],
  ['page: needs attention', `select public.read_numbers('attention')`],
  ['page: all', 'select public.read_numbers()'],
  ['page: healthy', `select public.read_numbers('healthy')`],
  ['page: a use of the ledger', `select public.read_numbers(null, 'answering')`],
  ['orphans, for the alert', 'select private.orphaned_numbers(now())'],
  ['of the comparison: everything judged', 'select count(*) from private.compare_numbers()'],
]

/** Milliseconds that the session's process has had of a processor: what other work on the machine does is not in it. */
function processorMs(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
}

async function measure(client: Client, times: number): Promise<void> {
  await client.query(`select set_config('request.jwt.claims', $1, false)`, [JSON.stringify({ sub: staff, role: 'authenticated' })])
  const { rows: [session = { pid: 0 }] } = await client.query<{ pid: number }>('select pg_backend_pid() as pid') // prettier-ignore
  say('\n| what | p50 | p95 | processor, mean |\n| --- | ---: | ---: | ---: |')
  for (const [name, sql] of questions) {
    await client.query(sql)
    const from = processorMs(session.pid)
    const { p50, p95 } = await time(name, times, () => client.query(sql))
    const used = (processorMs(session.pid) - from) / (times + 1)
    say(`| ${name} | ${p50.toFixed(0)} ms | ${p95.toFixed(0)} ms | ${used.toFixed(0)} ms |`)
  }
}

async function describeClasses(client: Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(`select string_agg(n || ' ' || class, ', ' order by n desc) as line from (select class, count(*) as n from private.inventory_verdicts group by 1) x`)
  return rows[0]?.line ?? ''
}

async function run(numbers: number, times: number): Promise<void> {
  const { database, stop } = await startThrowAwayDatabase('bench-numbers', { durable: true })
  onStop(() => void stop())
  try {
    await withClient(database.url, async (client) => {
      await client.query(readFileSync(new URL('seed.sql', import.meta.url), 'utf8').replaceAll('$NUMBERS', String(numbers)))
      await client.query('vacuum analyze')
      say(`${numbers.toLocaleString('en-US')} numbers: ${await describeClasses(client)}; ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`)
      await measure(client, times)
    })
  } finally {
    await stop()
  }
}

const [numbers = '20000', times = '20'] = process.argv.slice(2)
if (!/^[1-9]\d*$/.test(numbers) || !/^[1-9]\d*$/.test(times)) {
  say('npm run bench:numbers -- [numbers, default 20000] [times, default 20]')
  process.exit(2)
}
await run(Number(numbers), Number(times))
process.exit(0)
