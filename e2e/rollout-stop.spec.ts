import { openAs } from './fixtures/customer-page.ts'
import { expectRefused } from './fixtures/refused.ts'
import { beginRolloutStory, endRolloutStory, oldSystemControl, percentageField, rolloutHistory, rpcAs } from './fixtures/rollout.ts'
import { expect, test } from './fixtures/test.ts'

test.beforeEach(({ db, twilio, stack }) => beginRolloutStory(db, twilio, stack))
test.afterEach(({ db, twilio, stack }) => endRolloutStory(db, twilio, stack))

test('the kill switch is one click from every page, says its consequence, and stops everything', async ({ page, signInAs, browser, stack, db, newCustomer, upgradeCustomer }) => {
  const customer = await newCustomer()
  await signInAs('admin')
  await page.goto('/runs')
  const other = await openAs(browser, stack, stack.accounts.operator, '/runs', { live: true })
  await page.getByRole('button', { name: 'Stop provisioning…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Stop provisioning?' })
  await expect(dialog).toContainText('No number is bought, linked or released until an admin starts it again.')
  await expect(dialog).toContainText(/live numbers? keeps? answering/)
  await dialog.getByRole('button', { name: 'Stop everything' }).click()
  await expectRefused(dialog.getByLabel(/^Reason/), 'Say why: it is kept in the history.')
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

  // A colleague is faster: the question that was asked goes away, and an old screen starts nothing.
  await page.goto('/rollout')
  await page.getByRole('button', { name: 'Stop…' }).click()
  await dialog.getByText('New customers only').click()
  expect((await rpcAs(stack, 'admin', 'stop_provisioning', { p_scope: 'everything', p_reason: 'Faster' })).refused).toBeNull()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: 'Start again…' }).click()
  const version = (await db.query<{ version: number }>(`select version from public.rollout_flags`)).rows[0]?.version
  expect((await rpcAs(stack, 'admin', 'set_rollout_percentage', { p_percentage_bp: 1234, p_reason: 'Faster again', p_version: version })).refused).toBeNull()
  await page.getByRole('dialog').getByLabel('Reason, shown in the history').fill('It was a display error')
  await page.getByRole('dialog').getByRole('button', { name: 'Start provisioning' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Not saved.')

  async function waitingFor(id: string): Promise<string | null> {
    const { rows } = await db.query<{ waiting_for: string | null }>(
      `select waiting_for from public.phone_provision_logs where subject_id = $1 and status <> 'superseded' order by id desc limit 1`,
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
  const { rows } = await db.query<{ version: number }>(`select version from public.rollout_flags`)
  expect((await rpcAs(stack, 'admin', 'start_provisioning', { p_reason: 'Story', p_version: rows[0]?.version })).refused).toBeNull()
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
  await expect(page.getByRole('link', { name: /Rollout 99.99% Guard: holding/ })).toBeVisible()

  await percentageField(page).fill('100')
  await page.getByRole('textbox', { name: 'Reason, shown in the history' }).fill('More')
  await expect(page.getByRole('button', { name: 'Raise to 100.00%' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('The guard is holding. Resume it before raising.')).toBeVisible()
  const { rows } = await db.query<{ version: number }>(`select version from public.rollout_flags`)
  const direct = await rpcAs(stack, 'admin', 'set_rollout_percentage', { p_percentage_bp: 10_000, p_reason: 'Direct', p_version: rows[0]?.version })
  expect(direct.refused).toContain('The guard is holding')
  await percentageField(page).fill('50')
  await expect(page.getByRole('button', { name: 'Lower to 50.00%' })).not.toHaveAttribute('aria-disabled', 'true')

  await twilio.setFaults([])
  const late = await newCustomer()
  await upgradeCustomer(late.id)
  await expect.poll(() => numberState(late.id)).toBe('guard_holding')
  await guard.getByRole('button', { name: 'Resume rollout…' }).click()
  await page.getByRole('dialog').getByLabel('Reason, shown in the history').fill('Twilio mended it')
  await page.getByRole('dialog').getByRole('button', { name: 'Resume rollout' }).click()
  await expect(guard.getByText('Holding')).toBeHidden()
  await expect(rolloutHistory(page)).toContainText('Resumed at 99.99%')
  await expect.poll(() => numberState(late.id), { timeout: 60_000 }).toBe('succeeded')
  await db.query(`update public.provision_settings set drain_seconds = default`)

  async function numberState(id: string): Promise<string | null> {
    const run = await db.query<{ state: string }>(`select coalesce(waiting_for, status) as state from public.phone_provision_logs where subject_id = $1 and status <> 'superseded' order by id desc limit 1`, [id])
    return run.rows[0]?.state ?? null
  }
})

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
