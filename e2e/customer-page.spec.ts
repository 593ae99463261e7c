import { expectAccessible } from './fixtures/axe.ts'
import { button, open, openAs, sentence, shortBudgets, sold } from './fixtures/customer-page.ts'
import { staffRuns, untilRun } from './fixtures/story.ts'
import { expect, test } from './fixtures/test.ts'

shortBudgets()

test('from a list one steps through it: the place, the next one by key, and back', async ({ page, newCustomer, signInAs }) => {
  const [first, second] = [await newCustomer(), await newCustomer()]
  await signInAs('operator')
  await page.addInitScript((ids) => sessionStorage.setItem('switchboard.trail', JSON.stringify({ label: 'Needs attention', href: '/customers', total: 37, ids })), [first.id, second.id])
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
  await page.keyboard.press('h')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Typed before the session ended')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('Your session has ended.')
  await expect(dialog.getByRole('link', { name: 'Sign in, in a new tab' })).toBeVisible()
  await expect(dialog.getByLabel('Reason')).toHaveValue('Typed before the session ended')
  await expectAccessible(page, 'a dialog whose session has ended')
  await page.keyboard.press('Escape')
  expect(await staffRuns(db, customer.id)).toBe(0)
  const back = page.getByRole('link', { name: 'Sign in again' })
  await expect(back).toHaveAttribute('href', `/sign-in?next=%2Fcustomers%2F${customer.id}`)
  await expect(sentence(page)).toHaveText(/sold to others/)
})

test('notes are written by key, changed by their writer, and told to whoever looks', async ({ page, db, browser, stack, newCustomer, signInAs }) => {
  const customer = await newCustomer()
  const colleague = await openAs(browser, stack, stack.accounts.admin, `/customers/${customer.id}`, { live: true })
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
  await expectAccessible(page, 'a note being changed')
  await page.getByLabel('Change the note').fill('Asks for any 512 number, will take 737.')
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(page.getByText(/, changed$/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Change the note/ })).toBeFocused()
  await colleague.getByRole('button', { name: /^Remove the note/ }).click()
  await expect(colleague.getByRole('heading', { name: 'Notes' })).toBeFocused()
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
