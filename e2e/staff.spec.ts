import { demoUserId } from '../local/seed/people.ts'
import { expectAccessible } from './fixtures/axe.ts'
import { openAs } from './fixtures/customer-page.ts'
import { expectRefused } from './fixtures/refused.ts'
import { expect, test } from './fixtures/test.ts'

test('an admin adds somebody, promotes and removes them, and the audit trail tells it with before, after and reason', async ({ page, signInAs, newCustomer, browser, stack }) => {
  const { id, email } = await newCustomer()
  await signInAs('admin')
  await page.goto('/staff')

  await page.getByRole('button', { name: 'Add somebody…' }).click()
  await page.getByRole('textbox', { name: 'User id' }).fill(demoUserId('nobody@example.com'))
  await page.getByRole('button', { name: 'Look up' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'No account has this id' })).toBeVisible()
  await page.getByRole('textbox', { name: 'User id' }).fill(id)
  await page.getByRole('button', { name: 'Look up' }).click()
  await expect(page.getByRole('dialog', { name: `Add ${email}` })).toBeVisible()
  await page.getByLabel('Name, as colleagues see it').fill('Sam Support')
  await page.getByLabel('Reason, kept in the audit trail').fill('Joins support')
  await page.getByRole('button', { name: 'Add as viewer' }).click()
  await expect(page.getByRole('row', { name: /Sam Support.*Viewer/ })).toBeVisible()

  await page.getByRole('button', { name: 'Change Sam Support…' }).click()
  await page.getByRole('radio', { name: 'Operator' }).check()
  await page.getByLabel('Reason, kept in the audit trail').fill('Trained')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row', { name: /Sam Support.*Operator/ })).toBeVisible()

  // Sam has the runs open meanwhile.
  const sams = await openAs(browser, stack, { ...stack.accounts.operator, email }, '/runs', { live: true })
  await expect(sams.getByText('Connection: Live')).toBeAttached()

  await page.getByRole('button', { name: 'Change Sam Support…' }).click()
  await page.getByRole('button', { name: 'Remove from staff' }).click()
  await expectRefused(page.getByLabel('Reason, kept in the audit trail'), 'Say why: it is kept in the audit trail.')
  await page.getByLabel('Reason, kept in the audit trail').fill('Left the company')
  await page.getByRole('button', { name: 'Remove from staff' }).click()
  await expect(page.getByRole('row', { name: /Sam Support/ })).toHaveCount(0)
  await expect(sams.getByRole('heading', { name: 'This account is not staff' })).toBeVisible()
  await sams.context().close()

  await page.goto('/audit')
  await expect(page.getByRole('row', { name: /Remove from staff.*Left the company/ }).first()).toBeVisible()
  await page.getByRole('row', { name: /You.*Trained/ }).first().getByRole('button').click()
  const dialog = page.getByRole('dialog', { name: 'Change a staff member' })
  await expect(dialog.getByRole('row', { name: 'role viewer operator' })).toBeVisible()
})

test('the last admin stays, and is told why', async ({ page, signInAs }) => {
  await signInAs('admin')
  await page.goto('/staff')
  await page.getByRole('button', { name: 'Change Ada Admin…' }).click()
  await page.getByRole('radio', { name: 'Viewer' }).check()
  await page.getByLabel('Reason, kept in the audit trail').fill('By mistake')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The last admin stays' })).toBeVisible()
})

test('an operator sees the staff and changes nobody, neither on the page nor at the API', async ({ page, signInAs, sessionOf, stack }) => {
  await signInAs('operator')
  await page.goto('/staff')
  await expect(page.getByRole('button', { name: 'Add somebody…' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('button', { name: /^Change / })).toHaveCount(0)

  const direct = await page.request.post(`${stack.api_url}/rest/v1/rpc/set_staff_member`, {
    headers: { apikey: stack.publishable_key, authorization: `Bearer ${await sessionOf('operator')}` },
    data: { p_user_id: stack.accounts.operator.id, p_role: 'admin', p_display_name: '', p_expected_role: 'operator', p_reason: 'Me' },
  })
  expect(direct.status()).toBe(403)
  await page.reload()
  await expect(page.getByRole('row', { name: /Otis Operator.*Operator/ })).toBeVisible()
})

test('the audit trail grows while it is open, and filters by who and action', async ({ page, signInAs, newCustomer, db, stack }) => {
  const { id, email } = await newCustomer()
  await signInAs('viewer')
  await page.goto('/audit')
  await expect(page.getByRole('heading', { name: 'Audit' })).toBeVisible()
  await db.query(`insert into public.staff_actions (staff_id, staff_name, action, subject_id, reason) values ($1, 'Otis Operator', 'hold', $2, 'Chargeback')`, [
    stack.accounts.operator.id,
    id,
  ])
  await expect(page.getByRole('row', { name: new RegExp(`Otis Operator.*Put on hold.*${email}.*Chargeback`) })).toBeVisible()

  await page.getByRole('button', { name: 'Action', exact: true }).click()
  await page.getByRole('menuitemradio', { name: /^Put on hold/ }).click()
  await expect(page).toHaveURL(/action=hold/)
  await expect(page.getByRole('row', { name: /Add to staff/ })).toHaveCount(0)
  await page.goto(`/audit?customer=${id}&period=all`)
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.goto(`/audit?customer=${demoUserId('nobody@example.com')}`)
  await expect(page.getByRole('main').getByText('No action matches')).toBeVisible()
})

test('what the system did and what the owner of the database did are two choices', async ({ page, signInAs, db }) => {
  const reason = `Two of them ${crypto.randomUUID()}`
  await db.query(`insert into public.staff_actions (staff_name, action, reason) values ('The system', 'bulk_abort', $1), ('Database owner', 'change_staff_member', $1)`, [reason])
  await signInAs('viewer')
  await page.goto('/audit')
  await expect(page.getByRole('row', { name: new RegExp(reason) })).toHaveCount(2)
  await page.getByRole('button', { name: 'Who', exact: true }).click()
  await page.getByRole('menuitemradio', { name: /^The system/ }).click()
  await expect(page.getByRole('row', { name: new RegExp(reason) })).toHaveCount(1)
  await expect(page.getByRole('row', { name: new RegExp(`The system.*${reason}`) })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Who: The system/ })).toBeVisible()
  await page.getByRole('button', { name: /^Who: The system/ }).click()
  await expect(page.getByRole('menuitemradio', { name: /^Database owner/ })).not.toBeChecked()
  await page.getByRole('menuitemradio', { name: /^Database owner/ }).click()
  await expect(page.getByRole('row', { name: new RegExp(`Database owner.*${reason}`) })).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(reason) })).toHaveCount(1)
})

test('staff, audit and an entry are accessible', async ({ page, signInAs }) => {
  await signInAs('admin')
  for (const path of ['/staff', '/audit']) {
    await page.goto(path)
    await page.getByRole('table').waitFor()
    await expectAccessible(page, path)
  }
  await page.getByRole('row').nth(1).getByRole('button').first().click()
  await page.getByRole('dialog').waitFor()
  await expectAccessible(page, 'an entry of the audit')
})
