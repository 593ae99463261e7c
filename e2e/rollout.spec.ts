import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { demoPassword } from '../local/seed/people.ts'
import { addSecondAdmin, adminName, oldSystemControl, removeSecondAdmin, resetRollout, rpcAs } from './fixtures/rollout.ts'
import { expect, test } from './fixtures/test.ts'

test.beforeEach(async ({ db, twilio, stack }) => {
  await resetRollout(db)
  await twilio.setFaults([])
  await oldSystemControl(stack).reset()
})
test.afterEach(async ({ db, twilio, stack }) => {
  await twilio.setFaults([])
  await resetRollout(db)
  await removeSecondAdmin(db)
  await oldSystemControl(stack).reset()
})

async function openAs(browser: Browser, email: string, path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname === path)
  return page
}

const percentage = (page: Page) => page.getByRole('textbox', { name: 'Percentage' })
const history = (page: Page) => page.getByRole('region', { name: 'History' })

test('an admin sees what a change would do, says why, and every open console sees it at once', async ({ page, signInAs, browser, stack, db }) => {
  await db.query(`update public.rollout_flags set percentage_bp = 2500`)
  await signInAs('admin')
  await page.goto('/rollout')
  const other = await openAs(browser, stack.accounts.viewer.email, '/runs')
  await expect(other.getByRole('link', { name: /Rollout 25%/ })).toBeVisible()

  await percentage(page).fill('40.5')
  const preview = page.getByLabel('What saving would do')
  await expect(preview).toContainText('nobody leaves')
  await expect(preview).toContainText('Numbers to buy')
  const raise = page.getByRole('button', { name: 'Raise to 40.50%' })
  await expect(raise).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('textbox', { name: 'Reason, shown in the history' }).fill('Clean for two days')
  await raise.click()

  await expect(page.getByRole('region', { name: 'Now' })).toContainText('40.50')
  await expect(history(page)).toContainText('25.00% → 40.50%')
  await expect(history(page)).toContainText('Clean for two days')
  await expect(other.getByRole('link', { name: /Rollout 40.5%/ })).toBeVisible()
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
  const second = await openAs(browser, ben.email, '/rollout')
  await percentage(second).fill('60')
  await second.getByRole('textbox', { name: 'Reason, shown in the history' }).fill('Mine')

  await percentage(page).fill('30')
  await page.getByRole('textbox', { name: 'Reason, shown in the history' }).fill('First')
  await page.getByRole('button', { name: 'Raise to 30.00%' }).click()
  await expect(history(page)).toContainText('25.00% → 30.00%')

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
  await dialog.getByLabel('Twilio errors, %').fill('12.5')
  await dialog.getByLabel('Reason, shown in the history').fill('Noisy week')
  await dialog.getByRole('button', { name: 'Save limits' }).click()
  await expect(history(page)).toContainText('One limit changed')
  const { rows } = await db.query<{ limit: string }>(`select twilio_limit::float8::text as limit from public.rollout_guards`)
  expect(rows[0]?.limit).toBe('0.125')
  await page.getByRole('button', { name: 'Revert One limit changed…' }).click()
  await page.getByRole('dialog').getByLabel('Reason, shown in the history').fill('Calm again')
  await page.getByRole('dialog').getByRole('button', { name: 'Revert' }).click()
  await expect.poll(async () => (await db.query<{ limit: string }>(`select twilio_limit::float8::text as limit from public.rollout_guards`)).rows[0]?.limit).toBe('0.1')
})

test('the kill switch is one click from every page, says its consequence, and stops everything', async ({ page, signInAs, browser, stack, db, newCustomer, upgradeCustomer }) => {
  const customer = await newCustomer()
  await signInAs('admin')
  await page.goto('/runs')
  const other = await openAs(browser, stack.accounts.operator.email, '/runs')
  await page.getByRole('button', { name: 'Stop provisioning…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Stop provisioning?' })
  await expect(dialog).toContainText('No number is bought, linked or released until an admin starts it again.')
  await expect(dialog).toContainText(/live numbers? keeps? answering/)
  await dialog.getByRole('button', { name: 'Stop everything' }).click()
  await expect(dialog).toContainText('Say why')
  await dialog.getByLabel('Reason, shown in the history').fill('Twilio bills twice')
  await dialog.getByRole('button', { name: 'Stop everything' }).click()

  await expect(other.getByText('Provisioning is stopped', { exact: true })).toBeVisible()
  await expect(other.getByText('Twilio bills twice')).toBeVisible()
  await expect(other.getByRole('button', { name: 'Start provisioning…' })).toHaveAttribute('aria-disabled', 'true')

  await upgradeCustomer(customer.id)
  await expect.poll(() => waitingFor(customer.id)).toBe('dispatch_paused')
  await page.getByRole('button', { name: 'Start again…' }).click()
  await page.getByRole('dialog').getByLabel('Reason, shown in the history').fill('It was a display error')
  await page.getByRole('dialog').getByRole('button', { name: 'Start provisioning' }).click()
  await expect(other.getByText('Provisioning is stopped', { exact: true })).toBeHidden()
  await expect.poll(() => numberOf(customer.id)).toMatch(/^\+1/)
  await other.context().close()

  async function waitingFor(id: string): Promise<string | null> {
    const { rows } = await db.query<{ waiting_for: string | null }>(
      `select waiting_for from public.phone_provision_logs where subject_id = $1 order by id desc limit 1`,
      [id],
    )
    return rows[0]?.waiting_for ?? null
  }
  async function numberOf(id: string): Promise<string | null> {
    const { rows } = await db.query<{ e164_number: string }>(`select e164_number from public.phone_number_purchases where user_id = $1 and state = 'recorded'`, [id])
    return rows[0]?.e164_number ?? null
  }
})

test('new customers alone are stopped: the old system takes them, again and again until it does; who owns a number is looked after', async ({ stack, db, newCustomer, upgradeCustomer, twilio }) => {
  const old = oldSystemControl(stack)
  await db.query(`update public.provision_settings set backoff_base_ms = 200, backoff_cap_ms = 400`)
  const owner = await newCustomer()
  await upgradeCustomer(owner.id)
  await expect.poll(() => outcome(owner.id)).toBe('assigned')
  expect((await rpcAs(stack, 'admin', 'stop_provisioning', { p_scope: 'new', p_reason: 'Story' })).refused).toBeNull()

  await old.answer(503)
  const bought = JSON.stringify(await twilio.state()).length
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await expect.poll(() => errorCode(customer.id)).toBe('handover_not_taken')
  expect(await old.users()).toEqual([])
  await old.answer(202)
  await expect.poll(() => outcome(customer.id)).toBe('handed_over')
  expect(await old.users()).toContain(customer.id)
  expect(JSON.stringify(await twilio.state()).length).toBe(bought)

  await upgradeCustomer(owner.id, 'business')
  await expect.poll(() => outcome(owner.id)).toBe('assigned')
  expect(await old.users()).not.toContain(owner.id)

  // Within the quarter of an hour nobody whom the old system was given is acquired here.
  await rpcAs(stack, 'admin', 'start_provisioning', { p_reason: 'Story' })
  await upgradeCustomer(customer.id, 'business')
  await expect.poll(() => runCount(customer.id)).toBeGreaterThan(1)
  await expect.poll(() => outcome(customer.id)).toBe('handed_over')
  await db.query(`update public.provision_settings set backoff_base_ms = default, backoff_cap_ms = default`)

  async function last(id: string, column: 'outcome' | 'error_code'): Promise<string | null> {
    const { rows } = await db.query<Record<string, string | null>>(`select ${column} from public.phone_provision_logs where subject_id = $1 and status <> 'superseded' order by id desc limit 1`, [id])
    return rows[0]?.[column] ?? null
  }
  function outcome(id: string) {
    return last(id, 'outcome')
  }
  function errorCode(id: string) {
    return last(id, 'error_code')
  }
  async function runCount(id: string): Promise<number> {
    const { rows } = await db.query(`select 1 from public.phone_provision_logs where subject_id = $1`, [id])
    return rows.length
  }
})

test('the guard holds when Twilio fails, raising is refused, and only a person resumes', async ({ page, signInAs, stack, db, newCustomer, upgradeCustomer, twilio }) => {
  await db.query(`update public.rollout_flags set percentage_bp = 9999; update public.rollout_guards set resumed_at = clock_timestamp()`)
  await db.query(`update public.provision_settings set drain_seconds = 0`)
  await twilio.setFaults([{ method: 'GET', path: '*AvailablePhoneNumbers*', status: 503 }])
  for (let n = 0; n < 6; n += 1) await upgradeCustomer((await newCustomer()).id)
  await signInAs('admin')
  await page.goto('/rollout')
  const guard = page.getByRole('region', { name: 'Guard' })
  // pg_cron asks twice a minute; the story asks at once.
  await expect.poll(async () => (await db.query<{ state: string }>(`select private.evaluate_rollout_guard() ->> 'state' as state`)).rows[0]?.state).toBe('holding')
  await expect(guard).toContainText('New customers stopped entering because')
  await expect(page.getByRole('link', { name: /Rollout 99.99% Holding/ })).toBeVisible()

  await percentage(page).fill('100')
  await page.getByRole('textbox', { name: 'Reason, shown in the history' }).fill('More')
  await expect(page.getByRole('button', { name: 'Raise to 100.00%' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('The guard is holding. Resume it before raising.')).toBeVisible()
  const { rows } = await db.query<{ version: number }>(`select version from public.rollout_flags`)
  const direct = await rpcAs(stack, 'admin', 'set_rollout_percentage', { p_percentage_bp: 10_000, p_reason: 'Direct', p_version: rows[0]?.version })
  expect(direct.refused).toContain('The guard is holding')
  await percentage(page).fill('50')
  await expect(page.getByRole('button', { name: 'Lower to 50.00%' })).not.toHaveAttribute('aria-disabled', 'true')

  await twilio.setFaults([])
  const late = await newCustomer()
  await upgradeCustomer(late.id)
  await expect.poll(() => numberState(late.id)).toBe('guard_holding')
  await guard.getByRole('button', { name: 'Resume rollout…' }).click()
  await page.getByRole('dialog').getByLabel('Reason, shown in the history').fill('Twilio mended it')
  await page.getByRole('dialog').getByRole('button', { name: 'Resume rollout' }).click()
  await expect(guard.getByText('Holding')).toBeHidden()
  await expect(history(page)).toContainText('Resumed at 99.99%')
  await expect.poll(() => numberState(late.id), { timeout: 60_000 }).toBe('succeeded')
  await db.query(`update public.provision_settings set drain_seconds = default`)

  async function numberState(id: string): Promise<string | null> {
    const run = await db.query<{ state: string }>(`select coalesce(waiting_for, status) as state from public.phone_provision_logs where subject_id = $1 and status <> 'superseded' order by id desc limit 1`, [id])
    return run.rows[0]?.state ?? null
  }
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
      ['start_provisioning', { p_reason: 'Sly' }],
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

test('a fresh install only watches, shows what would happen to whom, and then acts', async ({ page, signInAs, db, newCustomer, upgradeCustomer }) => {
  await db.query(`update public.provision_settings set activated_at = null, project_ref = null`)
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await expect.poll(async () => (await db.query<{ outcome: string | null }>(`select outcome from public.phone_provision_logs where subject_id = $1 and status = 'skipped'`, [customer.id])).rows[0]?.outcome).toBe('not_activated')
  await signInAs('admin')
  await page.goto('/rollout')
  const activation = page.getByRole('region', { name: 'Activation' })
  await expect(activation).toContainText('Switchboard only watches')
  await expect(activation).toContainText('Get a number')
  await expect(page.getByRole('link', { name: /Report only/ })).toBeVisible()
  await activation.getByRole('button', { name: 'Activate…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Activate Switchboard?' })
  await dialog.getByLabel('Reason, shown in the history').fill('The report was read')
  await dialog.getByRole('button', { name: 'Activate' }).click()
  await expect(dialog).toBeHidden()
  await expect(activation).toBeHidden()
  await expect
    .poll(async () => (await db.query(`select 1 from public.phone_number_purchases where user_id = $1 and state = 'recorded'`, [customer.id])).rows.length, { timeout: 60_000 })
    .toBe(1)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })
    test('page and kill switch are accessible', async ({ page, signInAs }) => {
      await signInAs('admin')
      await page.goto('/rollout')
      await percentage(page).fill('40')
      await expect(page.getByLabel('What saving would do')).toBeVisible()
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
      await page.getByRole('banner').getByRole('button', { name: 'Stop provisioning…' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    })
  })
}
