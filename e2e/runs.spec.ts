import { randomUUID } from 'node:crypto'
import type { Page, WebSocketRoute } from '@playwright/test'
import type { Client } from 'pg'
import { answersToClicks, expectAccessible } from './fixtures/axe.ts'
import { resetRollout } from './fixtures/rollout.ts'
import { expect, test, type StoryCustomer } from './fixtures/test.ts'

type Made = { status?: string; code?: string | null; step?: string | null; action?: string; secondsAgo?: number }

/** Writes an ended run of this customer, as the engine leaves it. */
async function addRun(db: Client, customer: Pick<StoryCustomer, 'id'>, { status = 'succeeded', code = null, step = null, action = 'provision', secondsAgo = 0 }: Made): Promise<number> {
  const { rows } = await db.query<{ id: string }>(
    `insert into public.phone_provision_logs (user_id, subject_id, trigger_action, status, error_code, failed_step, provider, outcome, attempt, work_ms, created_at, updated_at, finished_at)
     values ((select id from auth.users where id = $1), $1, $2, $3, $4, $5, 'twilio', $3, 1, 900, now() - $6 * interval '1 second', clock_timestamp(), clock_timestamp()) returning id`,
    [customer.id, action, status, code, step, secondsAgo],
  )
  return Number(rows[0]?.id)
}

/** Thirty runs of one customer over ten minutes, every fifth failed. */
async function addHistory(db: Client, customer: Pick<StoryCustomer, 'id'>): Promise<void> {
  for (let n = 0; n < 30; n += 1) {
    const failed = n % 5 === 0
    await addRun(db, customer, { secondsAgo: 20 + n * 20, status: failed ? 'failed' : 'succeeded', code: failed ? '20503' : null, step: failed ? 'buy_number' : null, action: n % 2 === 0 ? 'provision' : 'check' })
  }
}

// Runs that are written as failed would make the guard hold new customers.
test.beforeEach(({ db }) => resetRollout(db))

const table = (page: Page) => page.getByRole('table', { name: 'Runs' })
const runIds = (page: Page) => table(page).locator('[data-run]').evaluateAll((links) => links.map((link) => link.getAttribute('data-run')))
const total = (page: Page) => page.locator('footer').getByText('in the selection')

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`/runs${query}`)
  await answersToClicks(page)
  await expect(table(page)).toBeVisible()
}

test('failed only, with columns of one’s own, as a file: the rows of the list, masked below admin, on record', async ({ page, db, newCustomer, signInAs }) => {
  const customer = await newCustomer()
  await addHistory(db, customer)
  const sinceNow = { since: new Date(Date.now() - 900_000).toISOString(), until: new Date(Date.now() + 60_000).toISOString() }
  const ask = (filter: object) => page.request.post('/api/runs/export', { form: { filter: JSON.stringify(filter) } })
  expect((await ask(sinceNow)).status()).toBe(401)
  await signInAs('operator')
  await open(page, `?customer=${customer.id}&range=15m`)
  await page.getByRole('group', { name: 'Which runs' }).getByRole('button', { name: /^Failed/ }).click()
  await expect.poll(async () => (await runIds(page)).length).toBe(6)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Attempts' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Waiting' }).click()
  await expectAccessible(page, 'the choice of columns')
  await page.keyboard.press('Escape')
  await expect(table(page).getByRole('columnheader', { name: 'Attempts' })).toBeVisible()
  await expect(table(page).getByRole('columnheader', { name: 'Waiting' })).toHaveCount(0)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).dblclick()
  expect((await download).suggestedFilename()).toMatch(/^runs-\d{4}-\d\d-\d\d\.csv$/)
  const { rows } = await db.query<{ runs: number; emails: string }>(`select (after ->> 'runs')::int as runs, after ->> 'emails' as emails from public.staff_actions where action = 'export_runs' and after #>> '{filter,customer}' = $1`, [customer.id])
  expect(rows).toEqual([{ runs: 6, emails: 'masked' }])
  const file = await (await ask({ ...sinceNow, customer: customer.id, status: ['failed'] })).text()
  const lines = file.trim().split('\r\n')
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(await runIds(page))
  expect(file).not.toContain(customer.email)
  expect(file).toContain('***@example.com')
  expect((await ask({ ...sinceNow, status: 'failed' })).status()).toBe(400)
})

test('every facet count equals the rows that its choice leads to; code, brush and Esc are one selection', async ({ page, db, signInAs }) => {
  // Somebody whose account is gone: no run but these will ever be theirs.
  const customer = { id: randomUUID() }
  await addHistory(db, customer)
  await signInAs('operator')
  await open(page, `?customer=${customer.id}&range=15m`)
  await expect(total(page)).toContainText('30 runs')
  for (const [facet, word, count] of [['Status', 'failed', 6], ['Action', 'check', 15], ['Step that failed', 'buy_number', 6], ['Provider', 'twilio', 30]] as const) {
    const line = page.getByRole('region', { name: facet, exact: true }).locator(`[data-word="${word}"]`)
    await expect(line).toContainText(String(count))
    await line.getByRole('checkbox').check()
    await expect(total(page)).toContainText(`${count} runs`)
    await expect.poll(async () => (await runIds(page)).length).toBe(count)
    await line.getByRole('checkbox').uncheck()
    await expect(total(page)).toContainText('30 runs')
  }
  await page.getByRole('button', { name: 'Only code 20503' }).click()
  await expect.poll(async () => (await runIds(page)).length).toBe(6)
  expect(new URL(page.url()).searchParams.get('code')).toBe('20503')

  const field = page.getByRole('combobox', { name: 'Filter the runs' })
  await page.keyboard.press('/')
  await expect(field).toBeFocused()
  await field.fill('action:ch')
  await expect(page.getByRole('option', { name: /action:check/ })).toBeVisible()
  await field.press('Enter')
  await expect(page.getByRole('button', { name: /Action is Check/ })).toBeVisible()
  await expect.poll(async () => (await runIds(page)).length).toBe(3)
  await page.getByRole('group', { name: 'What narrows the list' }).getByRole('button', { name: 'Clear' }).click()

  await open(page, `?customer=${customer.id}&range=15m`)
  const begin = page.getByRole('slider', { name: 'Selection begins' })
  const area = await page.locator('[data-brush]').boundingBox()
  if (!area) throw new Error('The histogram has no size')
  await page.mouse.move(area.x + area.width * 0.75, area.y + 30)
  await page.mouse.down()
  await page.mouse.move(area.x + area.width * 0.99, area.y + 30, { steps: 5 })
  await page.mouse.up()
  await expect(page.getByRole('button', { name: /Time is/ })).toBeVisible()
  await expect.poll(async () => (await runIds(page)).length).toBeLessThan(30)
  const some = (await runIds(page)).length
  await expect(total(page)).toContainText(`${some} runs`)
  await begin.focus()
  const began = Number(await begin.getAttribute('aria-valuenow'))
  for (let n = 0; n < 8; n += 1) await page.keyboard.press('ArrowLeft')
  // Every press counts, also those before the list has answered: eight steps of 15 s.
  await expect(begin).toHaveAttribute('aria-valuenow', String(began - 8 * 15))
  await expect.poll(async () => (await runIds(page)).length).toBeGreaterThan(some)
  await page.keyboard.press('Escape')
  await expect(total(page)).toContainText('30 runs')
})

test('new runs appear while following and dim the older; opening a run ends it and the next is "1 new"; the sheet goes by keyboard', async ({ page, db, newCustomer, signInAs }) => {
  const customer = await newCustomer()
  await addHistory(db, customer)
  await signInAs('operator')
  await open(page, `?customer=${customer.id}&range=15m`)
  await expect(page.getByRole('button', { name: /Following new runs/ })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  const fresh = await addRun(db, customer, { status: 'failed', code: '21649', step: 'buy_number' })
  await expect(table(page).locator(`[data-run="${fresh}"]`)).toBeVisible()
  await expect(page.getByText(/You opened this page at .* Older runs are dimmed/)).toBeVisible()
  await expectAccessible(page, 'the runs, following')

  const before = await runIds(page)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('complementary', { name: `Run #${fresh}` })
  await expect(sheet).toBeVisible()
  await expect(sheet.getByRole('region', { name: 'Verdict' }).getByRole('heading')).toBeVisible()
  await expect(sheet.getByRole('region', { name: 'Last answer' })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('run')).toBe(String(fresh))
  await expect(page.locator('footer')).toContainText('Not following: you opened a run')
  await expectAccessible(page, 'the sheet')

  await addRun(db, customer, {})
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible()
  expect(await runIds(page)).toEqual(before)

  await page.keyboard.press('j')
  await expect(page.getByRole('complementary', { name: `Run #${before[1]}` })).toBeVisible()
  await page.keyboard.press('k')
  await expect(sheet).toBeVisible()
  await expect(sheet.getByRole('link', { name: 'Open customer' })).toHaveAttribute('href', `/customers/${customer.id}`)
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(table(page).locator(`[data-run="${fresh}"]`)).toBeFocused()
  await page.getByRole('button', { name: '1 new' }).click()
  await expect.poll(async () => (await runIds(page)).length).toBe(before.length + 1)
  await page.keyboard.press('ControlOrMeta+j')
  await expect(page.locator('footer')).toContainText('Following since')
})

test('Realtime drops and comes back: the rows equal a fresh load', async ({ page, db, newCustomer, signInAs }) => {
  const customer = await newCustomer()
  await addHistory(db, customer)
  let down = false
  const sockets: WebSocketRoute[] = []
  await page.routeWebSocket(/\/realtime\//, (socket) => {
    if (down) return void socket.close()
    sockets.push(socket)
    socket.connectToServer()
  })
  await signInAs('operator')
  await open(page, `?customer=${customer.id}&range=15m`)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  down = true
  for (const socket of sockets) await socket.close()
  await expect(page.getByText(/Reconnecting|Stale/).first()).toBeVisible()
  const missed = await addRun(db, customer, { status: 'failed', code: '20503' })
  await db.query(`update public.phone_provision_logs set status = 'failed', error_code = '21649', updated_at = clock_timestamp() where id = (select min(id) from public.phone_provision_logs where subject_id = $1 and status = 'succeeded')`, [customer.id])
  down = false
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 60_000 })
  await expect(table(page).locator(`[data-run="${missed}"]`)).toBeVisible()
  const shown = () => table(page).getByRole('row').evaluateAll((rows) => rows.filter((row) => row.querySelector('[data-run]')).map((row) => row.textContent))
  await expect.poll(async () => (await shown()).filter((row) => row.includes('21649')).length).toBe(1)
  const live = await shown()
  await open(page, `?customer=${customer.id}&range=15m`)
  await expect.poll(shown).toEqual(live)
})

test('on a narrow screen nothing overflows, facets are behind a button, and a run opens as a page', async ({ page, db, newCustomer, signInAs }) => {
  const customer = await newCustomer()
  await addHistory(db, customer)
  await page.setViewportSize({ width: 390, height: 844 })
  await signInAs('operator')
  await open(page, `?customer=${customer.id}&range=15m`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await expectAccessible(page, 'the runs, narrow')
  await page.getByRole('button', { name: 'Facets' }).click()
  const dialog = page.getByRole('dialog', { name: 'Facets' })
  await dialog.locator('[data-word="failed"]').getByRole('checkbox').check()
  await expectAccessible(page, 'the facets, narrow')
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await runIds(page)).length).toBe(6)
  await table(page).locator('[data-run]').first().click()
  await page.waitForURL(/\/runs\/\d+$/)
})
