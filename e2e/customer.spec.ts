import type { Browser, Page } from '@playwright/test'
import { answersToClicks, expectAccessible } from './fixtures/axe.ts'
import { clearHalts, shrink, staffRuns, untilRun } from './fixtures/story.ts'
import { expect, test, type Role } from './fixtures/test.ts'

const buys = { method: 'POST', path: '*/IncomingPhoneNumbers.json' }
const sold = { ...buys, status: 400, body: { code: 21422, message: 'Number is not available', status: 400 } }
const imports = { method: 'POST', path: '/phone-number*' }

const sentence = (page: Page) => page.getByRole('region', { name: 'Verdict' }).getByRole('heading', { level: 2 })
const button = (page: Page, name: string) => page.getByRole('region', { name: 'Verdict' }).getByRole('button', { name })

/** Opens a customer and waits until the page answers to keys and clicks. */
async function open(page: Page, id: string): Promise<void> {
  await page.goto(`/customers/${id}`)
  await answersToClicks(page)
}

let restore: () => Promise<void>
test.beforeEach(async ({ db }) => {
  await clearHalts(db)
  restore = await shrink(db, { max_attempts: 1, provider_timeout_ms: 3000 })
})
test.afterEach(async ({ db, twilio, vapi }) => {
  await Promise.all([twilio.setFaults([]), vapi.setFaults([])])
  await restore()
  await clearHalts(db)
})

test('three numbers sold to others: the verdict says so, Retry is safe, and the result comes from the run', async ({ page, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([sold])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  await signInAs('operator')
  await open(page, customer.id)
  await expect(sentence(page)).toHaveText('Three numbers in a row were sold to others first.')
  const verdict = page.getByRole('region', { name: 'Verdict' })
  await expect(verdict).toContainText('FaultTwilio')
  await expect(verdict).toContainText('Safe')
  await expect(verdict).toContainText('Calls are not answered')
  await expect(page.getByText('Waiting for a person').first()).toBeVisible()
  await expectAccessible(page, 'a customer in trouble')
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(button(page, 'Retry')).toBeInViewport()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await expectAccessible(page, 'a customer on a narrow screen')
  await page.setViewportSize({ width: 1440, height: 900 })

  await twilio.setFaults([])
  await button(page, 'Retry').dblclick()
  await expect(sentence(page)).toHaveText(/^\+1.* works\.$/)
  await expect(page.getByText(/answers calls/).first()).toBeVisible()
  expect(await staffRuns(db, customer.id)).toBe(1)
  await expect(page.getByRole('table', { name: 'Staff actions' }).getByRole('row', { name: /You Retry/ })).toBeVisible()
})

test('a buy without an answer: Retry is off, Check first adopts the number, and the verdict changes by itself', async ({ page, db, twilio, vapi, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([{ ...buys, latency_after_ms: 6000, times: 1 }])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  await signInAs('operator')
  await open(page, customer.id)
  await expect(sentence(page)).toHaveText(/^Twilio never answered our request to buy \+1.*, so we may already own it\.$/)
  await expect(page.getByText('Retry is off until a check has an answer.')).toBeVisible()
  await button(page, 'More').click()
  await expect(page.getByRole('menuitem', { name: /^Retry/ })).toContainText('Off: the last buy has no known outcome. Check first.')
  await expectAccessible(page, 'the menu of actions')
  await page.keyboard.press('Escape')

  // The page is left alone: what follows is told by the run.
  await shrink(db, { provider_timeout_ms: 15_000 })
  await vapi.setFaults([{ ...imports, latency_ms: 2500, times: 1 }])
  await page.keyboard.press('c')
  await expect(sentence(page)).toHaveText(/^We do own \+1.* after all\. It is being linked to the assistant now\.$/)
  await expect(page.getByText('To come:').first()).toBeAttached()
  await expect(sentence(page)).toHaveText(/^\+1.* works\.$/)
  const { rows } = await db.query<{ adopted: boolean; state: string }>('select adopted, state from public.phone_number_purchases where user_id = $1', [customer.id])
  expect(rows).toEqual([{ adopted: true, state: 'recorded' }])
})

test('our key is refused: everybody waits, the verdict says whose fault it is and that pressing is pointless', async ({ page, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([{ path: '*', status: 401, body: { code: 20003, message: 'Authenticate', status: 401 } }])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await signInAs('operator')
  await open(page, customer.id)
  await expect(sentence(page)).toHaveText('Twilio refused our key: it was rotated, or the account is suspended or closed.')
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Useless')
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('FaultUs')
  await button(page, 'More').click()
  await expect(page.getByRole('menuitem', { name: /^Retry/ })).toContainText('Off: Twilio is stopped. Runs wait and go by themselves.')
})

test('the assistant was deleted: the number is kept, nothing can answer, and Relink mends it once there is one', async ({ page, db, stack, newCustomer, upgradeCustomer, signInAs }) => {
  const customer = await newCustomer()
  const { rows } = await db.query<{ id: string }>('select vapi_assistant_id as id from public.user_settings where user_id = $1', [customer.id])
  const assistant = rows[0]?.id ?? ''
  await fetch(`${stack.vapi_url}/__control/assistants/${assistant}`, { method: 'DELETE' })
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  await signInAs('operator')
  await open(page, customer.id)
  await expect(sentence(page)).toHaveText('The assistant was deleted at VAPI; the number is kept, but nothing can answer.')
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Useless')
  await fetch(`${stack.vapi_url}/__control/assistants`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id: assistant }) })
  await page.keyboard.press('a')
  await expect(sentence(page)).toHaveText(/^\+1.* works\.$/)
})

test('a release names what it comes to, wants a reason, and is done when the run says so', async ({ page, db, newCustomer, upgradeCustomer, signInAs }) => {
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'succeeded')
  await signInAs('operator')
  await open(page, customer.id)
  await expect(sentence(page)).toHaveText(/ works\.$/)
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: 'Release…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Release \+1/ })
  await expect(dialog).toContainText(customer.email)
  await expect(dialog).toContainText('Not from here.')
  await expect(dialog).toContainText('$1.15 for this month is spent')
  await expect(dialog.getByLabel('Reason')).toBeFocused()
  await expectAccessible(page, 'the release dialog')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(button(page, 'More')).toBeFocused()
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: 'Release…' }).click()
  await dialog.getByRole('button', { name: /^Release/ }).click()
  await expect(dialog).toContainText('Say why: it is kept in the audit trail.')
  expect(await staffRuns(db, customer.id)).toBe(0)

  await dialog.getByLabel('Reason').fill('Customer cancelled on the phone')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(sentence(page)).toHaveText('Staff released the number, and no other one is bought.')
  const { rows } = await db.query<{ state: string; mode: string }>(
    'select p.state, h.mode from public.phone_number_purchases p join public.provision_holds h on h.user_id = p.user_id where p.user_id = $1',
    [customer.id],
  )
  expect(rows).toEqual([{ state: 'released', mode: 'released' }])
  await expect(page.getByRole('region', { name: 'Verdict' }).getByText('Released', { exact: true })).toBeVisible()
  await expect(page.getByRole('row', { name: /Release Customer cancelled on the phone/ })).toBeVisible()
})

test('paused by staff: the number is kept and nobody answers; resumed, it answers again, and the focus stays where it was', async ({ page, db, newCustomer, upgradeCustomer, signInAs }) => {
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'succeeded')
  await signInAs('operator')
  await open(page, customer.id)
  await page.keyboard.press('p')
  await expect(page.getByRole('dialog')).toContainText('$1.15 a month goes on')
  await page.getByRole('dialog').getByLabel('Reason').fill('On holiday')
  await page.keyboard.press('Enter')
  await expect(sentence(page)).toHaveText(/^\+1.* is paused by staff: it is kept, but nobody answers\.$/)
  await untilRun(db, customer.id, 'succeeded')
  const { rows } = await db.query<{ assistant_id: string | null; state: string }>('select assistant_id, state from public.phone_number_purchases where user_id = $1', [customer.id])
  expect(rows).toEqual([{ assistant_id: null, state: 'recorded' }])

  await button(page, 'More').focus()
  await expect(button(page, 'Resume')).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('u')
  await expect(sentence(page)).toHaveText(/^\+1.* works\.$/)
  await expect(button(page, 'More')).toBeFocused()
})

test('from a list one steps through it: the place, the next one by key, and back', async ({ page, newCustomer, signInAs }) => {
  const [first, second] = [await newCustomer(), await newCustomer()]
  await signInAs('operator')
  await page.evaluate((ids) => sessionStorage.setItem('switchboard.trail', JSON.stringify({ label: 'Needs attention', href: '/customers', total: 37, ids })), [first.id, second.id])
  await open(page, first.id)
  const trail = page.getByRole('navigation', { name: 'Where this is' })
  await expect(trail).toContainText('1 of 37')
  await page.keyboard.press(']')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(second.email)
  await expect(trail).toContainText('2 of 37')
  await expect(page).toHaveURL(`/customers/${second.id}`)
  await trail.getByRole('link', { name: 'Previous customer of the list' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first.email)
})

test('a hold keeps everything off until somebody takes it off; a stale colleague is told who set it', async ({ page, db, browser, baseURL, stack, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([sold])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  const colleague = await openAs(browser, baseURL, stack.accounts, 'admin', `/customers/${customer.id}`, { live: false })
  await expect(sentence(colleague)).toHaveText(/sold to others/)

  await signInAs('operator')
  await open(page, customer.id)
  await page.keyboard.press('h')
  await page.getByRole('dialog').getByLabel('Reason').fill('Chargeback')
  await page.keyboard.press('Enter')
  await expect(sentence(page)).toHaveText('Staff put this customer on hold, so automation keeps off.')
  await untilRun(db, customer.id, 'skipped')

  // The colleague's page heard nothing of it.
  await expect(sentence(colleague)).toHaveText(/sold to others/)
  await button(colleague, 'Retry').click()
  await expect(colleague.getByText('Not retried')).toBeVisible()
  await expect(colleague.getByText(/^Otis Operator put this customer on hold, \d+ s ago\.$/)).toBeVisible()
  await expect(sentence(colleague)).toHaveText(/on hold/)

  await twilio.setFaults([])
  await expect(button(page, 'Take off hold')).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('h')
  await expect(sentence(page)).toHaveText(/^\+1.* works\.$/)
  await colleague.context().close()
})

test('two agents press at the same moment: one run, and the second is told who was first', async ({ page, db, browser, baseURL, stack, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([sold])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  const colleague = await openAs(browser, baseURL, stack.accounts, 'admin', `/customers/${customer.id}`, { live: false })
  await signInAs('operator')
  await open(page, customer.id)
  await twilio.setFaults([{ path: '*AvailablePhoneNumbers*', latency_ms: 2500, times: 1 }])
  await expect(button(colleague, 'Retry')).toBeEnabled()
  await expect(button(page, 'Retry')).toBeEnabled()
  await Promise.all([button(page, 'Retry').click(), button(colleague, 'Retry').click()])
  await expect.poll(async () => (await page.getByText('Not retried').count()) + (await colleague.getByText('Not retried').count())).toBe(1)
  const second = (await page.getByText('Not retried').count()) === 1 ? page : colleague
  await expect(second.getByText(/^(Otis Operator|Ada Admin) started run #\d+, \d+ s ago\.$/)).toBeVisible()
  await expect(sentence(page)).toHaveText(/^\+1.* works\.$/)
  expect(await staffRuns(db, customer.id)).toBe(1)
  await colleague.context().close()
})

test('a viewer sees everything and can do nothing, not even by calling the function', async ({ page, db, stack, newCustomer, upgradeCustomer, signInAs }) => {
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'succeeded')
  await signInAs('viewer')
  await open(page, customer.id)
  await expect(sentence(page)).toHaveText(/ works\.$/)
  await expect(page.getByText('Off: viewers look, operators and admins act.').first()).toBeVisible()
  await expect(page.getByLabel('Add a note')).toHaveCount(0)
  await page.keyboard.press('c')

  const { email, password } = stack.accounts.viewer
  const session = await fetch(`${stack.api_url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: stack.publishable_key, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const { access_token: token } = (await session.json()) as { access_token: string }
  const answer = await fetch(`${stack.api_url}/functions/v1/phone-number-provision`, {
    method: 'POST',
    headers: { apikey: stack.publishable_key, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: customer.id, trigger_action: 'release', reason: 'Because', idempotency_key: crypto.randomUUID() }),
  })
  expect(answer.status).toBe(403)
  expect(await staffRuns(db, customer.id)).toBe(0)
})

test('the session ends while the page is open: nothing happens, and the way back leads here', async ({ page, db, context, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([sold])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  await signInAs('operator')
  await open(page, customer.id)
  await expect(button(page, 'Retry')).toBeVisible()
  await context.clearCookies()
  await button(page, 'Retry').click()
  await expect(page.getByText('Your session has ended. Sign in again, then repeat this.')).toBeVisible()
  expect(await staffRuns(db, customer.id)).toBe(0)
  const back = page.getByRole('link', { name: 'Sign in again' })
  await expect(back).toHaveAttribute('href', `/sign-in?next=%2Fcustomers%2F${customer.id}`)
  await expect(sentence(page)).toHaveText(/sold to others/)
})

test('notes are written by key, changed by their writer, and told to whoever looks', async ({ page, db, browser, baseURL, stack, newCustomer, signInAs }) => {
  const customer = await newCustomer()
  const colleague = await openAs(browser, baseURL, stack.accounts, 'admin', `/customers/${customer.id}`, { live: true })
  await expect(colleague.getByText('Live', { exact: true })).toBeVisible()
  await signInAs('operator')
  await open(page, customer.id)
  await expect(page.getByRole('heading', { name: 'Notes' })).toBeVisible()
  await page.keyboard.press('n')
  await page.keyboard.type('Asks for any 512 number.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Asks for any 512 number.', { exact: true })).toBeVisible()
  await expect(page.getByLabel('Add a note')).toHaveValue('')
  await expect(colleague.getByText('Asks for any 512 number.', { exact: true })).toBeVisible()
  await expect(colleague.getByRole('button', { name: /^Change the note/ })).toHaveCount(0)

  await page.getByRole('button', { name: /^Change the note/ }).click()
  await page.getByLabel('Change the note').fill('Asks for any 512 number, will take 737.')
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(page.getByText(/, changed$/)).toBeVisible()
  await colleague.getByRole('button', { name: /^Remove the note/ }).click()
  await expect(page.getByText('will take 737')).toHaveCount(0)
  const { rows } = await db.query<{ action: string }>('select action from public.staff_actions where subject_id = $1 order by id', [customer.id])
  expect(rows.map(({ action }) => action)).toEqual(['add_note', 'edit_note', 'delete_note'])
  await colleague.context().close()
})

test('every key of the page is listed, with the reason of those that are off', async ({ page, newCustomer, signInAs }) => {
  const customer = await newCustomer()
  await signInAs('operator')
  await open(page, customer.id)
  await expect(sentence(page)).toBeVisible()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Shortcuts' })
  await expect(dialog).toContainText('Copy the reply')
  await expect(dialog).toContainText('Off: there is no number to look for.')
  await expectAccessible(page, 'the list of shortcuts')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

/** Another staff member at a browser of their own; without live changes, their page is as it was opened. */
async function openAs(browser: Browser, baseURL: string | undefined, accounts: Record<Role, { email: string; password: string }>, role: Role, path: string, o: { live: boolean }): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL ?? '' })
  const page = await context.newPage()
  if (!o.live) await page.routeWebSocket(/realtime/, () => undefined)
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`)
  await page.getByLabel('E-mail').fill(accounts[role].email)
  await page.getByLabel('Password').fill(accounts[role].password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname === path)
  await answersToClicks(page)
  return page
}
