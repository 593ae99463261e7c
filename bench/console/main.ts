import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Client } from 'pg'
import { withClient } from '../../local/stack/connect.ts'
import { startThrowAwayDatabase } from '../../local/stack/throw-away-database.ts'
import { consoleQuestions, plannedQueries, type Question } from './questions.ts'

const { values } = parseArgs({
  options: { customers: { type: 'string', default: '1000000' }, runs: { type: 'string', default: '3000000' }, times: { type: 'string', default: '60' }, plans: { type: 'boolean', default: false } },
})
const customers = Number(values.customers)
const runs = Number(values.runs)
const staff = '00000000-0000-0000-0000-00000000000a'

/** Seeds a database of its own, asks what the pages ask, and ends with 1 when a page reads a whole table. */
async function bench(): Promise<number> {
  const { database, stop } = await startThrowAwayDatabase('bench', { durable: true })
  try {
    return await withClient(database.url, async (client) => {
      const started = Date.now()
      await client.query(readFileSync(new URL('./seed.sql', import.meta.url), 'utf8').replaceAll('$CUSTOMERS', String(customers)).replaceAll('$RUNS', String(runs)))
      await client.query('vacuum analyze')
      say(`${customers.toLocaleString('en-US')} customers and ${runs.toLocaleString('en-US')} runs seeded in ${Math.round((Date.now() - started) / 1000)} s\n`)
      const scans = await explainAll(client)
      await askAll(client)
      return scans
    })
  } finally {
    await stop()
  }
}

async function askAll(client: Client): Promise<void> {
  await client.query(`set role authenticated; select set_config('request.jwt.claims', '{"sub": "${staff}", "role": "authenticated"}', false)`)
  say(`\n${'question'.padEnd(42)}${['p50', 'p95', 'max'].map((word) => word.padStart(9)).join('')}   (ms, ${values.times} times, other values each time)`)
  for (const question of consoleQuestions(customers)) {
    const took = await ask(client, question)
    const at = (share: number) => (took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0).toFixed(1).padStart(9)
    say(`${question.name.padEnd(42)}${at(0.5)}${at(0.95)}${at(1)}`)
  }
}

async function ask(client: Client, question: Question): Promise<number[]> {
  const took: number[] = []
  for (let at = 0; at < Number(values.times); at += 1) {
    const started = performance.now()
    await client.query(question.sql, question.values(at))
    took.push(performance.now() - started)
  }
  return took.toSorted((a, b) => a - b)
}

/** The plans of what the functions ask inside; returns how many read a whole table. */
async function explainAll(client: Client): Promise<number> {
  let scans = 0
  for (const { name, text } of plannedQueries) {
    const { rows } = await client.query<Record<string, string>>(text)
    for (const sql of rows.map((row) => Object.values(row)[0] ?? '')) {
      const plan = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`)
      const lines = plan.rows.map((row) => row['QUERY PLAN'])
      const scan = lines.find((line) => /Seq Scan on (provision_customers|phone_number_purchases|phone_provision_logs)/.test(line))
      if (scan) scans += 1
      say(`${scan ? 'SCAN ' : 'index'} ${name}: ${indexesOf(lines)}`)
      if (values.plans || scan) say(lines.map((line) => `      ${line}`).join('\n'))
    }
  }
  return scans
}

function indexesOf(lines: string[]): string {
  return [...new Set(lines.flatMap((line) => /(?:using|Index Scan on) (\S+)/.exec(line)?.[1] ?? []))].join(', ')
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = (await bench()) === 0 ? 0 : 1
