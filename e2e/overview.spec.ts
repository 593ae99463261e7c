import type { Page } from '@playwright/test'
import { expectAccessible } from './fixtures/axe.ts'
import { resetRollout } from './fixtures/rollout.ts'
import { clearHalts, shrink, untilRun } from './fixtures/story.ts'
import { expect, test } from './fixtures/test.ts'

const searches = { method: 'GET', path: '*/AvailablePhoneNumbers*' }
const figures = (page: Page) => page.getByRole('region', { name: 'Headline figures' })
const funnel = (page: Page) => page.getByRole('region', { name: 'Funnel by step' })
const provider = (page: Page, name: string) => page.getByRole('complementary').getByRole('region', { name: 'Providers, last 10 min' }).getByRole('listitem').filter({ hasText: name })

let restore: (() => Promise<void>) | null = null
test.beforeEach(({ db }) => resetRollout(db))
test.afterEach(async ({ db, twilio }) => {
  await twilio.setFaults([])
  await restore?.()
  restore = null
  await db.query(`update public.provider_outages set down_since = null, back_at = null`)
  await resetRollout(db)
  await clearHalts(db)
})

test('figures move by themselves, tell one story, and lead to the runs behind them', async ({ page, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  restore = await shrink(db, { max_attempts: 1 })
  await signInAs('viewer')
  await page.goto('/')
  await expect(page).toHaveURL(/\/overview/)
  await page.getByRole('group', { name: 'Range' }).getByRole('button', { name: '30 d' }).click()
  await expect(page).toHaveURL(/range=30d/)
  await expect(figures(page)).toContainText('Success, final outcome')
  const linked = funnel(page).getByRole('row', { name: /Linked to assistant/ }).getByRole('cell')
  const before = Number((await linked.nth(2).textContent({ timeout: 5000 }).catch(() => null)) ?? 0)

  const served = await newCustomer()
  await upgradeCustomer(served.id)
  await untilRun(db, served.id, 'succeeded')
  await expect(linked.nth(2)).toHaveText(String(before + 1))

  // What an earlier search found is kept for a second, so that the purchase must be refused as well.
  const refusal = { status: 400, body: { code: 21631, message: 'Address required', status: 400 } }
  await twilio.setFaults([{ ...searches, ...refusal }, { method: 'POST', path: '*/IncomingPhoneNumbers*', ...refusal }])
  const refused = await newCustomer()
  await upgradeCustomer(refused.id)
  await untilRun(db, refused.id, 'failed')
  const failures = page.getByRole('region', { name: 'Failures by code' })
  await expect(failures.getByRole('row', { name: /21631/ })).toBeVisible()
  await expect(figures(page).getByRole('link', { name: /Needs attention/ })).toHaveAttribute('href', '/customers?status=needs_attention')

  // The same figures as a table, without a pointer.
  await page.getByRole('button', { name: 'Success and errors: show as table' }).click()
  const table = page.getByRole('table', { name: 'Success and errors' })
  await expect(table.getByRole('columnheader', { name: 'Twilio calls' })).toBeVisible()
  await expectAccessible(page, 'overview with a table')
  await page.getByRole('button', { name: 'Success and errors: show as chart' }).click()
  await expectAccessible(page, 'overview')

  // Keys move through the chart.
  const chart = page.getByRole('slider', { name: /Success and errors/ })
  await chart.focus()
  await page.keyboard.press('End')
  const last = await chart.getAttribute('aria-valuetext')
  await page.keyboard.press('ArrowLeft')
  expect(await chart.getAttribute('aria-valuetext')).not.toBe(last)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/runs\?.*from=\d+/)

  await page.goto('/overview?range=1h')
  await failures.getByRole('link', { name: '21631' }).click()
  await expect(page).toHaveURL(/\/runs\?.*code=21631/)
  await expect(page.getByText(refused.email).first()).toBeVisible()
})

test('range and zone are in the address; a narrow screen has one column', async ({ page, signInAs }) => {
  await signInAs('operator')
  await page.goto('/overview?range=24h&zone=Asia/Kolkata')
  await expect(page.getByRole('group', { name: 'Range' }).getByRole('button', { name: '24 h' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText(/, Kolkata\. Compared with the 24 h before\./)).toBeVisible()
  await page.getByRole('button', { name: 'Compare: previous 24 h' }).click()
  await page.getByRole('menuitemradio', { name: 'A week earlier' }).click()
  await expect(page.getByText(/Compared with the same time a week earlier\./)).toBeVisible()
  await page.goto('/overview?zone=Mars/Olympus&range=2h')
  await expect(page.getByRole('group', { name: 'Range' }).getByRole('button', { name: '6 h' })).toHaveAttribute('aria-pressed', 'true')
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(figures(page)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await expectAccessible(page, 'overview on a narrow screen')
})

test('Twilio goes down: the shell says so, retry buttons warn, who waits is counted, and the queue drains when it is back', async ({ page, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  restore = await shrink(db, { max_attempts: 3, backoff_base_ms: 10, outage_faults: 1000, outage_probe_ms: 3_600_000 })
  // Only what this story sees counts: good calls of stories before would outweigh it.
  await db.query(`delete from public.phone_provision_steps where provider = 'twilio'`)
  await signInAs('operator')
  await page.goto('/')
  await expect(provider(page, 'Twilio')).toContainText('OK')

  await twilio.setFaults([{ ...searches, status: 503 }])
  const first = await newCustomer()
  await upgradeCustomer(first.id)
  // Its attempts are used up before anybody calls it an outage: afterwards it would wait.
  await untilRun(db, first.id, 'failed')
  await db.query(`update public.provision_settings set outage_faults = 3`)
  await expect(provider(page, 'Twilio')).toContainText('Down')
  await expect.poll(async () => (await db.query(`select 1 from public.provider_outages where provider = 'twilio' and down_since is not null`)).rowCount).toBe(1)

  const second = await newCustomer()
  await upgradeCustomer(second.id)
  await expect.poll(async () => (await db.query(`select waiting_for, attempt from public.phone_provision_logs where subject_id = $1 and status <> 'superseded' order by id desc limit 1`, [second.id])).rows).toEqual([
    { waiting_for: 'twilio_down', attempt: 0 },
  ])
  await expect(provider(page, 'Twilio')).toContainText('1 waiting')
  const { rows } = await db.query<{ id: string }>(`select id from public.phone_provision_logs where subject_id = $1 and status <> 'superseded' order by id desc limit 1`, [first.id])
  await page.goto(`/runs/${rows[0]?.id}`)
  await expect(page.getByText(/^Twilio is down since \d\d:\d\d\. What you start asks once; without an answer it waits in the queue and drains by itself\. 1 customer waits/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Verdict' }).getByRole('button', { name: /^Retry · Twilio down/ })).toHaveAttribute('title', /^Twilio is down since/)
  await expectAccessible(page, 'a run while Twilio is down')

  await twilio.setFaults([])
  // Its wait is over: it is the one that looks.
  await db.query(`update public.provision_settings set outage_probe_ms = 1`)
  await db.query(`update public.phone_provision_logs set next_attempt_at = now() where subject_id = $1 and waiting_for = 'twilio_down'`, [second.id])
  await untilRun(db, second.id, 'succeeded')
  await expect.poll(async () => (await db.query(`select 1 from public.provider_outages where provider = 'twilio' and down_since is null and back_at is not null`)).rowCount).toBe(1)
  await expect(provider(page, 'Twilio')).not.toContainText('Down')
  await expect(page.getByText(/^Twilio is down since/)).toBeHidden()
})
