import { expectAccessible } from './fixtures/axe.ts'
import { openAs } from './fixtures/customer-page.ts'
import { expectRefused } from './fixtures/refused.ts'
import { addSecondAdmin, adminName, beginRolloutStory, endRolloutStory, percentageField, rolloutHistory, rpcAs } from './fixtures/rollout.ts'
import { expect, test } from './fixtures/test.ts'

test.beforeEach(({ db, twilio, stack }) => beginRolloutStory(db, twilio, stack))
test.afterEach(({ db, twilio, stack }) => endRolloutStory(db, twilio, stack))

test('an admin sees what a change would do, says why, and every open console sees it at once', async ({ page, signInAs, browser, stack, db }) => {
  await db.query(`update public.rollout_flags set percentage_bp = 2500`)
  await signInAs('admin')
  await page.goto('/rollout')
  const other = await openAs(browser, stack, stack.accounts.viewer, '/runs', { live: true })
  await expect(other.getByRole('banner').getByRole('link', { name: /Rollout 25%/ })).toBeVisible()

  await percentageField(page).fill('40.5')
  const preview = page.getByLabel('What saving would do')
  await expect(preview).toContainText('nobody leaves')
  await expect(preview).toContainText('Numbers to buy')
  const raise = page.getByRole('button', { name: 'Raise to 40.50%' })
  await expect(raise).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('textbox', { name: 'Reason, shown in the history' }).fill('Clean for two days')
  await raise.click()

  await expect(page.getByRole('region', { name: 'Now' })).toContainText('40.50')
  await expect(rolloutHistory(page)).toContainText('25.00% → 40.50%')
  await expect(rolloutHistory(page)).toContainText('Clean for two days')
  await expect(other.getByRole('banner').getByRole('link', { name: /Rollout 40.5%/ })).toBeVisible()
  await expect(other.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Rollout 40.5%' })).toBeVisible()
  const { rows } = await db.query(`select action, reason from public.staff_actions order by id desc limit 1`)
  expect(rows[0]).toEqual({ action: 'set_rollout_percentage', reason: 'Clean for two days' })

  await page.getByRole('button', { name: 'Revert 25.00% → 40.50%…' }).click()
  await page.getByRole('dialog').getByLabel('Reason, shown in the history').fill('Too fast')
  await page.getByRole('dialog').getByRole('button', { name: 'Revert' }).click()
  await expect(page.getByRole('region', { name: 'Now' })).toContainText('25.00')
  await other.context().close()
})

test('of two admins at once the second is told who changed what, and nothing of theirs is saved', async ({ page, signInAs, browser, db, stack }) => {
  await db.query(`update public.rollout_flags set percentage_bp = 2500`)
  const ben = await addSecondAdmin(db)
  await signInAs('admin')
  await page.goto('/rollout')
  const second = await openAs(browser, stack, { ...stack.accounts.admin, email: ben.email }, '/rollout', { live: true })
  await percentageField(second).fill('60')
  await second.getByRole('textbox', { name: 'Reason, shown in the history' }).fill('Mine')

  await percentageField(page).fill('30')
  await page.getByRole('textbox', { name: 'Reason, shown in the history' }).fill('First')
  await page.getByRole('button', { name: 'Raise to 30.00%' }).click()
  await expect(rolloutHistory(page)).toContainText('25.00% → 30.00%')

  await expect(second.getByText(`${adminName} changed the rollout while you were editing: 25.00% → 30.00%.`)).toBeVisible()
  await expect(second.getByRole('button', { name: 'Raise to 60.00%' })).toHaveAttribute('aria-disabled', 'true')
  await second.getByRole('button', { name: 'Go on from there' }).click()
  await second.getByRole('button', { name: 'Raise to 60.00%' }).click()
  await expect(page.getByRole('region', { name: 'Now' })).toContainText('60.00')
  await expect(page.getByRole('region', { name: 'Now' })).toContainText('Ben Second')

  // Without a screen in between the database says the same.
  const late = await rpcAs(stack, 'admin', 'set_rollout_percentage', { p_percentage_bp: 100, p_reason: 'Old screen', p_version: 1 })
  expect(late.refused).toMatch(/^Not saved\. Ben Second changed 30\.00% to 60\.00% \d+ s before you\./)
  await second.context().close()
})

test('lists by search, and why a customer is in or out', async ({ page, signInAs, newCustomer, db }) => {
  await db.query(`update public.rollout_flags set percentage_bp = 0`)
  const customer = await newCustomer()
  await signInAs('admin')
  await page.goto('/rollout')
  await page.getByRole('region', { name: 'Allow list' }).getByRole('button', { name: 'Add…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').fill(customer.email)
  await dialog.getByRole('option', { name: customer.email }).click()
  await dialog.getByLabel('Reason, shown in the history').fill('Story: internal account')
  await dialog.getByRole('button', { name: 'Add 1 customer' }).click()
  await expect(page.getByRole('region', { name: 'Allow list' })).toContainText(customer.email)

  const why = page.getByRole('region', { name: 'Why is a customer in or out' })
  await why.getByRole('combobox').fill(customer.email)
  await why.getByRole('combobox').press('Enter')
  await expect(why).toContainText('Story: internal account')
  await expect(why.getByText('In', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: `Take ${customer.email} off the list` }).click()
  await page.getByRole('dialog').getByLabel('Reason, shown in the history').fill('Story: done')
  await page.getByRole('dialog').getByRole('button', { name: 'Take off the list' }).click()
  await expect(page.getByRole('region', { name: 'Allow list' })).not.toContainText(customer.email)
  await expect(why.getByText('Out', { exact: true })).toBeVisible()
})

test('an admin changes a limit of the guard, and the history says so', async ({ page, signInAs, db }) => {
  await signInAs('admin')
  await page.goto('/rollout')
  await page.getByRole('region', { name: 'Guard' }).getByRole('button', { name: 'Limits…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Limits of the guard' })
  await dialog.getByLabel('Twilio errors, %').fill('120')
  await dialog.getByLabel('Reason, shown in the history').fill('Noisy week')
  await dialog.getByRole('button', { name: 'Save limits' }).click()
  await expectRefused(dialog.getByLabel('Twilio errors, %'), 'A number from 0 to 100.')
  await dialog.getByLabel('Twilio errors, %').fill('12.5')
  await dialog.getByRole('button', { name: 'Save limits' }).click()
  await expect(rolloutHistory(page)).toContainText('One limit changed')
  const { rows } = await db.query<{ limit: string }>(`select twilio_limit::float8::text as limit from public.rollout_guards`)
  expect(rows[0]?.limit).toBe('0.125')
  await page.getByRole('button', { name: 'Revert One limit changed…' }).click()
  await page.getByRole('dialog').getByLabel('Reason, shown in the history').fill('Calm again')
  await page.getByRole('dialog').getByRole('button', { name: 'Revert' }).click()
  await expect.poll(async () => (await db.query<{ limit: string }>(`select twilio_limit::float8::text as limit from public.rollout_guards`)).rows[0]?.limit).toBe('0.1')
})

for (const role of ['viewer', 'operator'] as const) {
  test(`a ${role} reads the rollout and changes nothing, on the screen or past it`, async ({ page, signInAs, stack, db }) => {
    await signInAs(role)
    await page.goto('/rollout')
    await expect(page.getByText('Off: only admins change the rollout.')).toBeVisible()
    await expect(page.getByRole('slider', { name: 'Rollout percentage' })).toBeDisabled()
    await expect(page.getByRole('button', { name: /^Revert/ })).toHaveCount(0)
    await page.getByRole('button', { name: 'Stop provisioning…' }).click({ force: true })
    await expect(page.getByRole('dialog')).toHaveCount(0)
    const user = stack.accounts.outsider.id
    const attempts: Array<[string, object]> = [
      ['set_rollout_percentage', { p_percentage_bp: 0, p_reason: 'Sly', p_version: 1 }],
      ['set_rollout_overrides', { p_user_ids: [user], p_verdict: 'allow', p_reason: 'Sly' }],
      ['stop_provisioning', { p_scope: 'everything', p_reason: 'Sly' }],
      ['start_provisioning', { p_reason: 'Sly', p_version: 1 }],
      ['revert_rollout_change', { p_change_id: 1, p_reason: 'Sly', p_version: 1 }],
      ['resume_rollout_guard', { p_reason: 'Sly' }],
      ['set_rollout_limits', { p_limits: { failure_limit: 1 }, p_reason: 'Sly', p_version: 1 }],
      ['activate_provisioning', { p_project_ref: 'other', p_reason: 'Sly' }],
    ]
    for (const [name, args] of attempts) expect((await rpcAs(stack, role, name, args)).code, name).toBe('PT403')
    const { rows } = await db.query(`select 1 from public.staff_actions where reason = 'Sly'`)
    expect(rows).toHaveLength(0)
  })
}

test('page and kill switch are accessible', async ({ page, signInAs }) => {
  await signInAs('admin')
  await page.goto('/rollout')
  await percentageField(page).fill('40')
  await expect(page.getByLabel('What saving would do')).toBeVisible()
  await expectAccessible(page, 'the rollout with a draft')
  await page.getByRole('banner').getByRole('button', { name: 'Stop provisioning…' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'the kill switch')
})
