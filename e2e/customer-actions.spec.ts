import { expectAccessible } from './fixtures/axe.ts'
import { button, open, openAs, sentence, shortBudgets, sold } from './fixtures/customer-page.ts'
import { expectRefused } from './fixtures/refused.ts'
import { staffRuns, untilRun } from './fixtures/story.ts'
import { expect, test } from './fixtures/test.ts'

shortBudgets()

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
  await expectRefused(dialog.getByLabel('Reason'), 'Say why: it is kept in the audit trail.')
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
  await expectAccessible(page, 'the pause dialog')
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

test('a hold keeps everything off until somebody takes it off; a stale colleague is told who set it', async ({ page, db, browser, stack, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([sold])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  const colleague = await openAs(browser, stack, stack.accounts.admin, `/customers/${customer.id}`, { live: false })
  await expect(sentence(colleague)).toHaveText(/sold to others/)

  await signInAs('operator')
  await open(page, customer.id)
  await page.keyboard.press('h')
  await expectAccessible(page, 'the hold dialog')
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

test('two agents press at the same moment: one run, and the second is told who was first', async ({ page, db, browser, stack, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([sold])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  const colleague = await openAs(browser, stack, stack.accounts.admin, `/customers/${customer.id}`, { live: false })
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
