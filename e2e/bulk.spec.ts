import type { Page } from '@playwright/test'
import type { Client } from 'pg'
import { demoUserId } from '../local/seed/people.ts'
import type { StackInfo } from '../local/stack/stack-info.ts'
import { answersToClicks, expectAccessible } from './fixtures/axe.ts'
import { expectRefused } from './fixtures/refused.ts'
import { resetRollout } from './fixtures/rollout.ts'
import { clearHalts, shrink, untilRun } from './fixtures/story.ts'
import { expect, test, type StoryCustomer } from './fixtures/test.ts'

const sold = { method: 'POST', path: '*/IncomingPhoneNumbers.json', status: 400, body: { code: 21422, message: 'Number is not available', status: 400 } }

let restore: () => Promise<void>
test.beforeEach(async ({ db }) => {
  await resetRollout(db)
  restore = await shrink(db, { max_attempts: 1, max_candidates: 1 })
})
test.afterEach(async ({ db, twilio }) => {
  await twilio.setFaults([])
  await restore()
  await clearHalts(db)
})

/** Opens the failed runs of these customers by selecting them in the log. */
async function select(page: Page, customers: readonly StoryCustomer[]): Promise<void> {
  await page.goto('/runs?status=failed')
  await answersToClicks(page)
  for (const customer of customers) {
    await page.getByRole('table', { name: 'Runs' }).getByRole('row').filter({ hasText: customer.email }).first().getByRole('checkbox').check()
  }
}

async function start(page: Page, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Reason/).fill(reason)
  await dialog.getByRole('button', { name: /^(Mend|Retry) / }).click()
  await page.waitForURL(/\/bulk\/\d+$/)
}

/** Takes a customer's assistant away at VAPI, or puts it back: what fails for this one alone. */
async function setAssistant(stack: StackInfo, { email }: StoryCustomer, method: 'DELETE' | 'POST'): Promise<void> {
  const id = demoUserId(`assistant:${email}`)
  const response = await fetch(`${stack.vapi_url}/__control/assistants${method === 'DELETE' ? `/${id}` : ''}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify({ id }) }),
  })
  expect(response.ok).toBe(true)
}

/** While the feeder rests, nothing of a job begins. */
async function withoutFeeder(db: Client, story: () => Promise<void>): Promise<void> {
  await db.query(`select cron.unschedule('feed_bulk_jobs')`)
  try {
    await story()
  } finally {
    await db.query(`select cron.schedule('feed_bulk_jobs', '2 seconds', 'select private.feed_bulk_jobs()')`)
  }
}

test('two customers are retried at once, one fails again, and the failed one is retried as a job of its own', async ({ page, db, stack, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([sold])
  const [well, unlucky] = [await newCustomer(), await newCustomer()]
  const customers = [well, unlucky]
  for (const customer of customers) await upgradeCustomer(customer.id)
  for (const customer of customers) await untilRun(db, customer.id, 'failed')
  await twilio.setFaults([])
  await setAssistant(stack, unlucky, 'DELETE')

  await signInAs('operator')
  await select(page, customers)
  const bar = page.getByRole('region', { name: 'Selection' })
  await expect(bar).toContainText('2 customers selected')
  await expect(bar).toContainText('Retry 2 safe')
  await bar.getByRole('button', { name: 'Act on 2 customers…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Act on 2 customers' })
  await expect(dialog).toContainText('Buys up to 2 numbers, $2.30 a month')
  await expect(dialog.getByRole('radio', { name: /Release/ })).toHaveCount(0)
  await expectAccessible(page, 'the bulk dialog')
  await dialog.getByRole('button', { name: 'Mend 2 customers' }).click()
  await expectRefused(dialog.getByLabel(/^Reason/), 'Say why: it is kept in the audit trail.')
  await start(page, 'Twilio has numbers again')

  await expect(page.getByRole('status').filter({ hasText: '2 of 2 done' })).toBeVisible({ timeout: 60_000 })
  const items = page.getByRole('table', { name: 'Customers of this job' })
  await expect(items.getByRole('row').filter({ hasText: 'Succeeded' })).toHaveCount(1)
  await expect(items.getByRole('row').filter({ hasText: 'Succeeded' })).toContainText(/\+1.* answers calls\./)
  await expect(items.getByRole('row').filter({ hasText: 'Failed' })).toContainText(unlucky.email)
  await expect(items.getByRole('row').filter({ hasText: 'Failed' })).toContainText('assistant')
  await expectAccessible(page, 'a bulk job')
  const { rows: audit } = await db.query<{ action: string }>(`select action from public.staff_actions where action like 'bulk_%' order by id desc limit 1`)
  expect(audit[0]?.action).toBe('bulk_mend')

  await setAssistant(stack, unlucky, 'POST')
  await page.getByRole('button', { name: 'Retry 1 customer that failed…' }).click()
  await start(page, 'The failed one again')
  await expect(page.getByRole('status').filter({ hasText: '1 of 1 done' })).toBeVisible({ timeout: 60_000 })
  await expect(items.getByRole('row').filter({ hasText: 'Succeeded' })).toHaveCount(1)
  for (const customer of customers) expect(await twilio.numbersTaggedFor(customer.id)).toHaveLength(1)
  await page.getByRole('link', { name: 'Bulk', exact: true }).first().click()
  await page.waitForURL(/\/bulk$/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('The failed one again')).toBeVisible()
  await expectAccessible(page, 'the bulk jobs')
})

test('all that match: the count comes first, the scope is frozen, and Stop keeps what has not begun', async ({ page, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([sold])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  await withoutFeeder(db, async () => {
    await signInAs('operator')
    await page.goto(`/runs?status=failed&customer=${customer.id}`)
    await answersToClicks(page)
    await page.getByRole('button', { name: 'Act on all that match…' }).click()
    await expect(page.getByRole('dialog', { name: 'Act on 1 customer' })).toContainText('Retry 1 safe')
    await start(page, 'Try the rest of them')
    await expect(page.getByRole('cell', { name: 'Waiting' })).toBeVisible()
    await page.getByRole('button', { name: 'Stop what has not begun' }).click()
    await expect(page.getByRole('cell', { name: 'Stopped before it began' })).toBeVisible()
  })
  const { rows } = await db.query<{ count: number }>(`select count(*)::int as count from public.phone_provision_logs where subject_id = $1 and source = 'staff'`, [customer.id])
  expect(rows[0]?.count).toBe(0)
})

test('a viewer sees no boxes and cannot act on what matches', async ({ page, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([sold])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  await signInAs('viewer')
  await page.goto(`/runs?status=failed&customer=${customer.id}`)
  await answersToClicks(page)
  await expect(page.getByRole('table', { name: 'Runs' }).getByRole('checkbox')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Act on all that match…' })).toHaveAttribute('aria-disabled', 'true')
})
