import type { Page } from '@playwright/test'
import { answersToClicks, expectAccessible } from './fixtures/axe.ts'
import { resetRollout } from './fixtures/rollout.ts'
import { clearHalts, shrink, untilRun } from './fixtures/story.ts'
import { expect, test, type StoryCustomer } from './fixtures/test.ts'

const buys = { method: 'POST', path: '*/IncomingPhoneNumbers.json' }
const refused = { ...buys, status: 400, body: { code: 21649, message: 'Address required', status: 400 } }

let restore: () => Promise<void>
test.beforeEach(async ({ db }) => {
  // Stories of failures would make the guard hold.
  await resetRollout(db)
  await db.query('update public.rollout_guards set resumed_at = clock_timestamp()')
  restore = await shrink(db, { max_attempts: 1, provider_timeout_ms: 3000 })
})
test.afterEach(async ({ db, twilio, vapi }) => {
  await Promise.all([twilio.setFaults([]), vapi.setFaults([])])
  await restore()
  await clearHalts(db)
  await resetRollout(db)
})

const table = (page: Page) => page.getByRole('table', { name: 'Customers' })
const rowOf = (page: Page, customer: StoryCustomer) => table(page).getByRole('row').filter({ hasText: customer.email })
const facet = (page: Page, title: string, word: string) => page.getByRole('region', { name: title }).locator(`[data-word="${word}"]`)
const total = async (page: Page) => Number((await page.locator('#content footer strong').innerText()).replace(/\D/g, ''))

async function failing(o: { customer: StoryCustomer; upgrade: (id: string) => Promise<void>; until: () => Promise<unknown> }): Promise<void> {
  await o.upgrade(o.customer.id)
  await o.until()
}

test('⌘K finds a customer by every kind of key, exact first, and Enter opens the page', async ({ page, db, newCustomer, upgradeCustomer, signInAs }) => {
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'succeeded')
  const { rows } = await db.query<{ e164: string; sid: string; vapi: string; assistant: string; run: string }>(
    'select e164_number as e164, provider_number_id as sid, vapi_phone_number_id as vapi, assistant_id as assistant, last_run_id::text as run from public.provision_customers where user_id = $1',
    [customer.id],
  )
  const keys = rows[0]
  if (!keys) throw new Error('the customer is not in the read model')
  const digits = keys.e164.replace('+1', '')
  await signInAs('viewer')
  await page.goto('/runs')
  await answersToClicks(page)
  const field = page.getByRole('combobox', { name: 'Search' })
  const spelled = `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`
  for (const typed of [customer.email, customer.email.slice(0, -8), customer.id, customer.id.slice(0, 9), keys.e164, spelled, digits.slice(3), keys.sid, keys.vapi, keys.assistant]) {
    await page.keyboard.press('ControlOrMeta+k')
    await field.fill(typed)
    await expect(page.getByRole('option', { name: new RegExp(customer.email.replaceAll('.', '\\.')) }).first(), typed).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(field).toBeHidden()
  }
  await page.keyboard.press('ControlOrMeta+k')
  await expectAccessible(page, 'the search')
  await field.fill(`#${keys.run}`)
  await expect(page.getByRole('option', { name: new RegExp(`Run #${keys.run}`) })).toBeVisible()
  await field.fill('nobody-has-this-name')
  await expect(page.getByText('Nothing is known by “nobody-has-this-name”')).toBeVisible()
  await field.fill(customer.email)
  await expect(page.getByRole('group', { name: 'Exactly this' }).getByRole('option')).toHaveCount(1)
  await expectAccessible(page, 'what the search found')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/customers/${customer.id}`)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('group', { name: 'Opened lately' }).getByRole('option', { name: customer.email })).toBeVisible()
})

test('the list opens on needs attention, and its facets, footer, nav and rows agree; the address restores it', async ({ page, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([refused])
  const customer = await newCustomer()
  await failing({ customer, upgrade: upgradeCustomer, until: () => untilRun(db, customer.id, 'failed') })
  await signInAs('operator')
  await page.goto('/customers')
  await answersToClicks(page)
  await expect(rowOf(page, customer)).toContainText('Needs attention')
  // A refusal is an answer: nothing was bought, and a retry fails the same way until the cause is mended.
  await expect(rowOf(page, customer)).toContainText('Useless')
  await expect(rowOf(page, customer)).toContainText('Not confirmed')
  const all = await total(page)
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Customers/ })).toContainText(String(all))
  await expect(table(page).getByRole('row')).toHaveCount(all + 1)

  const choice = facet(page, 'Code', '21649')
  const promised = Number((await choice.locator('span').last().innerText()).replace(/\D/g, ''))
  expect(promised).toBeGreaterThan(0)
  await choice.click()
  await expect(page.locator('#content footer strong')).toHaveText(String(promised))
  await expect(table(page).getByRole('row')).toHaveCount(promised + 1)
  await expect(page).toHaveURL(/reason=21649/)
  await page.reload()
  await expect(table(page).getByRole('row')).toHaveCount(promised + 1)
  await answersToClicks(page)

  await page.getByRole('searchbox').fill(customer.email)
  await expect(table(page).getByRole('row')).toHaveCount(2)
  const waits = facet(page, 'Waiting for', 'person')
  await expect(waits).toContainText('1')
  await waits.click()
  await expect(table(page).getByRole('row')).toHaveCount(2)
  await expect(page).toHaveURL(/waiting=person/)
  await waits.click()
  await page.getByRole('button', { name: 'Columns' }).click()
  await expectAccessible(page, 'the choice of columns')
  await page.keyboard.press('Escape')
  expect(page.url()).not.toContain('example.com')
  await page.getByRole('searchbox').fill('nobody here')
  await expect(page.getByText('No customer fits this filter')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(rowOf(page, customer)).toBeVisible()
  await expectAccessible(page, 'the customers')
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(rowOf(page, customer)).toContainText('Useless')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await expectAccessible(page, 'the customers on a narrow screen')
})

test('who is mended while one looks stays in place as working; who newly needs attention waits behind a count', async ({ page, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([refused])
  const first = await newCustomer()
  await failing({ customer: first, upgrade: upgradeCustomer, until: () => untilRun(db, first.id, 'failed') })
  const second = await newCustomer()
  await signInAs('operator')
  await page.goto('/customers')
  await expect(rowOf(page, first)).toBeVisible()
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible()
  const before = await total(page)

  await failing({ customer: second, upgrade: upgradeCustomer, until: () => untilRun(db, second.id, 'failed') })
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible()
  await expect(rowOf(page, second)).toBeHidden()
  await expect(page.locator('#content footer strong')).toHaveText(String(before + 1))
  await page.getByRole('button', { name: '1 new' }).click()
  await expect(rowOf(page, second)).toBeVisible()

  await twilio.setFaults([])
  await upgradeCustomer(first.id, 'business')
  await expect(rowOf(page, first)).toContainText('Working')
  // What has no run is told as well.
  const renamed = `renamed.${second.email}`
  await db.query('update public.profiles set email = $2 where id = $1', [second.id, renamed])
  await expect(table(page).getByRole('row').filter({ hasText: renamed })).toBeVisible()
  await page.getByRole('button', { name: /changed while you looked/ }).click()
  await expect(rowOf(page, first)).toBeHidden()
})

test('the export holds everything that matches; e-mails are whole for admins and masked below; outsiders get nothing', async ({ page, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([refused])
  const customer = await newCustomer()
  await failing({ customer, upgrade: upgradeCustomer, until: () => untilRun(db, customer.id, 'failed') })
  await db.query(`update public.profiles set email = '=1+1@example.com' where id = $1`, [customer.id])
  const ask = (filter: string) => page.request.post('/api/customers/export', { form: { filter } })
  const attention = '{"status":["needs_attention"]}'
  expect((await ask(attention)).status()).toBe(401)

  await signInAs('viewer')
  const masked = await (await ask(attention)).text()
  const { rows } = await db.query<{ count: string }>(`select count(*) from public.provision_customers where status = 'needs_attention'`)
  expect(masked.trim().split('\r\n')).toHaveLength(Number(rows[0]?.count) + 1)
  expect(masked).toContain("'=***@example.com")
  expect(masked).not.toContain('=1+1@')
  await page.context().clearCookies()

  await signInAs('admin')
  await page.goto('/customers')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  expect((await download).suggestedFilename()).toMatch(/^customers-\d{4}-\d\d-\d\d\.csv$/)
  expect(await (await ask(attention)).text()).toContain("'=1+1@example.com")
  expect((await ask('nonsense')).status()).toBe(400)
  const audit = await db.query<{ emails: string }>(`select after ->> 'emails' as emails from public.staff_actions where action = 'export_customers' order by id`)
  expect(audit.rows.map((row) => row.emails)).toEqual(expect.arrayContaining(['masked', 'plain']))
})

test('keys walk, select and open; a viewer sees the bar and why it is off', async ({ page, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([refused])
  const customer = await newCustomer()
  await failing({ customer, upgrade: upgradeCustomer, until: () => untilRun(db, customer.id, 'failed') })
  await signInAs('viewer')
  await page.goto('/customers')
  await answersToClicks(page)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const bar = page.getByRole('region', { name: 'Selection' })
  await expect(bar).toContainText('1 customer selected')
  await expect(bar).toContainText('Off: viewers look')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/customers\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible()
  await answersToClicks(page)
  await page.keyboard.press('r')
  await expect(page.locator('[data-sonner-toast]')).toContainText('Off: viewers look, operators and admins act.')
})

test('a key opens what is done with the selected; back from a customer the list is as it was left', async ({ page, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([refused])
  const customers = [await newCustomer(), await newCustomer()]
  for (const customer of customers) await failing({ customer, upgrade: upgradeCustomer, until: () => untilRun(db, customer.id, 'failed') })
  await signInAs('operator')
  await page.goto('/customers')
  await answersToClicks(page)
  const field = page.getByRole('searchbox')
  await page.keyboard.press('/')
  await field.fill('story.')
  await expect(table(page).getByRole('row').filter({ hasText: '@demo.example' })).toHaveCount(0)
  await field.press('Enter')
  await expect(table(page).getByRole('row').nth(1)).toHaveAttribute('aria-current', 'true')
  const last = table(page).getByRole('row').last()
  while ((await last.getAttribute('aria-current')) === null) await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('b')
  await expect(page.getByRole('dialog', { name: 'Act on 1 customer' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  const who = (await last.getAttribute('data-customer')) ?? ''

  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/customers/${who}`)
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible()
  await page.goBack()
  await expect(page.locator(`tr[data-customer="${who}"]`)).toHaveAttribute('aria-current', 'true')
  await expect(field).toHaveValue('story.')
  expect(page.url()).not.toContain('story')
  // Who goes elsewhere from the customer's page finds everybody again.
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/customers/${who}`)
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible()
  const pages = page.getByRole('navigation', { name: 'Pages' })
  await pages.getByRole('link', { name: 'Runs' }).click()
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible()
  await pages.getByRole('link', { name: /^Customers/ }).click()
  await expect(table(page)).toBeVisible()
  await expect(field).toHaveValue('')
})

test('bulk on all that match asks with the count of the list, and nothing happens before', async ({ page, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([refused])
  for (const customer of [await newCustomer(), await newCustomer()]) await failing({ customer, upgrade: upgradeCustomer, until: () => untilRun(db, customer.id, 'failed') })
  await signInAs('operator')
  await page.goto('/customers?reason=21649')
  await answersToClicks(page)
  const count = await total(page)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByRole('button', { name: `Act on all ${count} that match…` }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(new RegExp(`\\b${count}\\b`))
  await expectAccessible(page, 'bulk on all that match')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  const { rows } = await db.query<{ count: string }>(`select count(*) from public.bulk_jobs where scope ->> 'kind' = 'matching'`)
  expect(rows[0]?.count).toBe('0')
})
