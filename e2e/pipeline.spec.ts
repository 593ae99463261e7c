import { expectAccessible } from './fixtures/axe.ts'
import { shrink, untilRun } from './fixtures/story.ts'
import { expect, test } from './fixtures/test.ts'

let restore: () => Promise<void>
test.beforeEach(async ({ db }) => {
  restore = await shrink(db, { max_attempts: 1, max_candidates: 1 })
})
test.afterEach(async ({ twilio }) => {
  await twilio.setFaults([])
  await restore()
})

const buys = { method: 'POST', path: '*/IncomingPhoneNumbers.json' }
const sold = { ...buys, status: 400, body: { code: 21422, message: 'Number is not available', more_info: '', status: 400 } }
const runRow = (email: string) => new RegExp(email.replaceAll('.', '\\.'))

test('an upgrade ends as a live number on the screen, step by step, without a reload', async ({ page, signInAs, newCustomer, upgradeCustomer, twilio, vapi }) => {
  const customer = await newCustomer()
  await signInAs('operator')
  await page.goto('/runs')
  await expect(page.getByRole('status').filter({ hasText: 'Connection: Live' })).toBeAttached()
  // Held at the purchase, so that the page is seen while the run is at work.
  await twilio.setFaults([{ ...buys, times: 1, latency_ms: 4000 }])
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }))

  await upgradeCustomer(customer.id)
  const row = page.getByRole('row', { name: runRow(customer.email) }).first()
  await expect(row).toContainText('Running')
  await expect(row).toContainText('Succeeded')
  await expect(row).toContainText(/\+1\s\d{3}\s\d{3}\s\d{4} answers calls/)
  expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true)

  const owned = await twilio.numbersTaggedFor(customer.id)
  expect(owned).toHaveLength(1)
  expect(await vapi.numbersNamedFor(customer.id)).toEqual([{ number: owned[0], assistantId: expect.any(String) }])
})

test('a run’s own page fills in while it works', async ({ page, db, signInAs, newCustomer, upgradeCustomer, twilio }) => {
  const customer = await newCustomer()
  await signInAs('operator')
  await twilio.setFaults([{ ...buys, times: 1, latency_ms: 6000 }])
  await upgradeCustomer(customer.id)
  const atWork = async () =>
    (await db.query<{ id: string }>(`select id from public.phone_provision_logs where subject_id = $1 and status = 'processing'`, [customer.id])).rows[0]?.id
  await expect.poll(atWork).toBeDefined()
  await page.goto(`/runs/${await atWork()}`)
  const main = page.getByRole('main')
  await expect(main).toContainText('Search US local numbers')
  await expect(main).not.toContainText('Done: Record it for the customer')
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }))
  await expect(main).toContainText('Done: Record it for the customer')
  await expect(main).toContainText(/\+1\s\d{3}\s\d{3}\s\d{4} works\./)
  expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true)
})

test('the same event twice changes nothing', async ({ db, newCustomer, upgradeCustomer, twilio }) => {
  const customer = await newCustomer()
  const runs = async () =>
    (await db.query<{ n: number; open: number }>(
      `select count(*)::int as n, count(*) filter (where finished_at is null)::int as open from public.phone_provision_logs where subject_id = $1`,
      [customer.id],
    )).rows[0]
  await upgradeCustomer(customer.id)
  await expect.poll(async () => (await runs())?.open).toBe(0)
  const before = { runs: await runs(), numbers: await twilio.numbersTaggedFor(customer.id) }
  expect(before.numbers).toHaveLength(1)
  await upgradeCustomer(customer.id)
  await db.query(`update public.subscriptions set status = status where user_id = $1`, [customer.id])
  expect(await runs()).toEqual(before.runs)
  // And should a second run be written all the same, it finds nothing to do.
  await db.query(`insert into public.phone_provision_logs (user_id, subject_id, trigger_action, source) values ($1, $1, 'provision', 'trigger')`, [customer.id])
  await db.query(`select private.dispatch_provision_runs()`)
  await expect.poll(async () => (await runs())?.open).toBe(0)
  expect(await twilio.numbersTaggedFor(customer.id)).toEqual(before.numbers)
})

test('an operator retries what failed, under their own name, and the number arrives', async ({ page, signInAs, newCustomer, upgradeCustomer, twilio, db }) => {
  const customer = await newCustomer()
  await twilio.setFaults([sold])
  await upgradeCustomer(customer.id)
  const last = async () =>
    (await db.query<{ id: string; status: string; error_code: string | null; source: string }>(
      `select id, status, error_code, source from public.phone_provision_logs where subject_id = $1 and status <> 'superseded' order by id desc limit 1`,
      [customer.id],
    )).rows[0]
  await untilRun(db, customer.id, 'failed')
  await twilio.setFaults([])
  const failed = await last()
  expect(failed?.error_code).toBe('21422')

  await signInAs('operator')
  await page.goto(`/runs/${failed?.id}`)
  await expect(page.getByRole('main')).toContainText('21422')
  await page.getByRole('main').getByRole('button', { name: /^(Retry|Check first)/ }).first().click()
  await page.waitForURL((url) => url.pathname !== `/runs/${failed?.id}`)
  await expect(page.getByRole('main')).toContainText('Succeeded')
  expect(await last()).toMatchObject({ status: 'succeeded', source: 'staff' })
  expect(await twilio.numbersTaggedFor(customer.id)).toHaveLength(1)
  const { rows } = await db.query<{ staff_name: string }>(`select staff_name from public.staff_actions where subject_id = $1`, [customer.id])
  expect(rows).toEqual([{ staff_name: 'Otis Operator' }])
})

test('a viewer sees a failed run and cannot retry it: the button says why, and the function refuses', async ({ page, signInAs, newCustomer, upgradeCustomer, twilio, db, stack, sessionOf }) => {
  const customer = await newCustomer()
  await twilio.setFaults([sold])
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  const runs = async () =>
    (await db.query<{ id: string; status: string }>(`select id, status from public.phone_provision_logs where subject_id = $1 and status <> 'superseded' order by id`, [customer.id])).rows

  await signInAs('viewer')
  // The upgrade may have asked twice, and only the newest run can be retried.
  await expect(async () => {
    await page.goto(`/runs/${(await runs()).at(-1)?.id}`)
    await expect(page.getByRole('main').getByRole('button', { name: /^(Retry|Check first)/ }).first()).toHaveAttribute('aria-disabled', 'true', { timeout: 5000 })
  }).toPass({ timeout: 60_000 })
  const before = await runs()
  const direct = await page.request.post(`${stack.api_url}/functions/v1/phone-number-provision`, {
    headers: { authorization: `Bearer ${await sessionOf('viewer')}` },
    data: { user_id: customer.id, trigger_action: 'retry', idempotency_key: crypto.randomUUID() },
  })
  expect(direct.status()).toBe(403)
  expect(await runs()).toEqual(before)
})

test('a signed-in person who is not staff gets a clear page, and no data from the API either', async ({ page, signInAs, stack, sessionOf }) => {
  await signInAs('outsider')
  await page.goto('/')
  await expect(page).toHaveURL(/\/not-staff/)
  await expect(page.getByRole('heading')).toHaveText('This account is not staff')
  await expectAccessible(page, 'the page for those who are not staff')
  await page.goto('/runs')
  await expect(page).toHaveURL(/\/not-staff/)
  const headers = { apikey: stack.publishable_key, authorization: `Bearer ${await sessionOf('outsider')}` }
  for (const table of ['phone_provision_logs', 'phone_provision_steps', 'phone_number_purchases', 'provision_customers', 'staff_members', 'staff_actions', 'provision_settings']) {
    const answer = await page.request.get(`${stack.api_url}/rest/v1/${table}?select=*`, { headers })
    expect(await answer.json(), table).toEqual([])
  }
})
