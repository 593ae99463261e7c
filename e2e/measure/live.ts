import { chromium, type Page } from '@playwright/test'
import { availableParallelism, loadavg } from 'node:os'
import { Pool } from 'pg'
import type { StackInfo } from '../../local/stack/stack-info.ts'
import { startThrowAwayStack } from '../../local/stack/throw-away-stack.ts'
import { chromiumArgs, chromiumPath } from '../fixtures/chromium.ts'
import { signInContext } from '../fixtures/sign-in.ts'
import { watchPage, type Seen } from './watch-page.ts'

// npm run bench:live: from the commit of a run in Postgres to the frame that shows it on the runs page, and how long the page was busy.

const rates = [
  { perSecond: 1, seconds: 20 },
  { perSecond: 50, seconds: 15 },
  { perSecond: 200, seconds: 15 },
]

const stack = await startThrowAwayStack('bench-live', { app: 'production', durable: true, latency: 0 })
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
const pool = new Pool({ connectionString: stack.info.db_url, max: 8 })
try {
  process.stdout.write(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}\n`)
  process.stdout.write(`${['events/s', 'shown', 'p50', 'p95', 'long tasks', 'longest', 'busy'].map((head) => head.padStart(11)).join('')}\n`)
  const page = await openRuns(await browser.newPage({ viewport: { width: 1440, height: 900 } }), stack.info)
  await measure(page, { perSecond: 5, seconds: 3 })
  for (const rate of rates) process.stdout.write(describe(rate, await measure(page, rate)))
} finally {
  await pool.end()
  await browser.close()
  await stack.stop()
}
process.exit(0)

async function openRuns(page: Page, info: StackInfo): Promise<Page> {
  await page.addInitScript(watchPage)
  await signInContext(page.context(), info, info.accounts.admin)
  await page.goto(`${info.app_url}/runs?range=15m`)
  await page.getByText('Connection: Live').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: /Following new runs/, pressed: true }).waitFor()
  return page
}

type Rate = { perSecond: number; seconds: number }
type Measured = { latencies: number[]; longTasks: number[]; elapsed: number }

/** Commits ended runs evenly over the time. Those that newer ones push out of the read before they are shown have no latency. */
async function measure(page: Page, { perSecond, seconds }: Rate): Promise<Measured> {
  await page.evaluate(() => globalThis.seen.clear())
  const committed = new Map<string, number>()
  const started = Date.now()
  const writes: Promise<void>[] = []
  for (let n = 0; n < perSecond * seconds; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, started + (n * 1000) / perSecond - Date.now()))
    writes.push(addRun(n).then((id) => void committed.set(id, Date.now())))
  }
  await Promise.all(writes)
  const last = [...committed.keys()].toSorted((a, b) => Number(a) - Number(b)).at(-1) ?? ''
  await page.waitForFunction((id) => globalThis.seen.rows.has(id), last, { polling: 100 })
  const { rows, longTasks } = await page.evaluate((): Seen => globalThis.seen.take())
  const latencies = rows.flatMap(([id, at]) => {
    const commit = committed.get(id)
    return commit === undefined ? [] : [at - commit]
  })
  return { latencies, longTasks, elapsed: Date.now() - started }
}

async function addRun(n: number): Promise<string> {
  const customer = stack.info.customers[n % stack.info.customers.length]
  const { rows } = await pool.query<{ id: string }>(
    `insert into public.phone_provision_logs (user_id, subject_id, trigger_action, status, outcome, attempt, work_ms, updated_at, finished_at)
     values ($1, $1, 'check', 'succeeded', 'checked', 1, 900, clock_timestamp(), clock_timestamp()) returning id`,
    [customer?.id],
  )
  return String(rows[0]?.id)
}

function describe({ perSecond }: Rate, { latencies, longTasks, elapsed }: Measured): string {
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (share: number) => `${Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN)} ms`
  const busy = longTasks.reduce((sum, one) => sum + one, 0)
  const cells = [perSecond, sorted.length, at(0.5), at(0.95), longTasks.length, `${Math.round(Math.max(0, ...longTasks))} ms`, `${((100 * busy) / elapsed).toFixed(1)} %`]
  return `${cells.map((cell) => String(cell).padStart(11)).join('')}\n`
}
