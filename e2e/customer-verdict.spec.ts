import { expectAccessible } from './fixtures/axe.ts'
import { button, fire, open, sentence, shortBudgets, sold, unansweredBuy } from './fixtures/customer-page.ts'
import { shrink, staffRuns, untilRun } from './fixtures/story.ts'
import { expect, test } from './fixtures/test.ts'

const imports = { method: 'POST', path: '/phone-number*' }

shortBudgets()

test('three numbers sold to others: the verdict says so, Retry is safe, and the result comes from the run', async ({ page, context, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([sold])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  const settle = await fire(db, 'twilio_errors')
  const { rows: carried } = await db.query<{ id: string }>(`select paddle_customer_id as id from public.profiles where id = $1`, [customer.id])
  await db.query(
    `insert into public.paddle_events (event_id, event_type, occurred_at, paddle_subscription_id, paddle_customer_id, paddle_status, price_ids, outcome)
     values ($1, 'subscription.updated', now(), 'sub_story', $2, 'active', '{pri_unmapped}', 'unknown_price')`,
    [`evt_${customer.id}`, carried[0]?.id],
  )
  await signInAs('operator')
  await open(page, customer.id)
  await expect(sentence(page)).toHaveText('Three numbers in a row were sold to others first.')
  const verdict = page.getByRole('region', { name: 'Verdict' })
  await expect(verdict).toContainText('FaultTwilio')
  await expect(verdict).toContainText('Safe')
  await expect(verdict).toContainText('Calls are not answered')
  await expect(page.getByText('Waiting for a person').first()).toBeVisible()
  await expect(verdict.getByRole('list', { name: 'Incidents behind this' })).toContainText('Not only this customer: Twilio errors, firing since')
  await expect(page.getByRole('region', { name: 'Events of Paddle that wait' })).toContainText('waits: no tier is mapped to pri_unmapped.')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.keyboard.press('b')
  await expect(page.getByText('Case copied')).toBeVisible()
  const bundle = await page.evaluate(() => navigator.clipboard.readText())
  expect(bundle).toContain('21422')
  expect(bundle).not.toContain('@')
  await expectAccessible(page, 'a customer in trouble')
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(button(page, 'Retry')).toBeInViewport()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await expectAccessible(page, 'a customer on a narrow screen')
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.goto('/alerts')
  await expect(page.getByRole('region', { name: /^Events of Paddle that wait/ }).getByRole('link', { name: 'Open customer' }).first()).toBeVisible()
  await expectAccessible(page, 'alerts with what waits of Paddle')
  await settle()
  await db.query(`delete from public.paddle_events where event_id like 'evt_%' and paddle_subscription_id = 'sub_story'`)
  await open(page, customer.id)
  await twilio.setFaults([])
  await button(page, 'Retry').dblclick()
  await expect(sentence(page)).toHaveText(/^\+1.* works\.$/)
  await expect(page.getByText(/answers calls/).first()).toBeVisible()
  expect(await staffRuns(db, customer.id)).toBe(1)
  await expect(page.getByRole('table', { name: 'Staff actions' }).getByRole('row', { name: /You Retry/ })).toBeVisible()
})

test('a buy without an answer: Retry is off, Check first adopts the number, and the verdict changes by itself', async ({ page, db, twilio, vapi, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([unansweredBuy])
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
