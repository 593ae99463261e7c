import type { Page } from '@playwright/test'
import { expectAccessible } from './fixtures/axe.ts'
import { beginRolloutStory, endRolloutStory, oldSystemControl, rpcAs } from './fixtures/rollout.ts'
import { untilRun } from './fixtures/story.ts'
import { expect, test, type StoryCustomer } from './fixtures/test.ts'

test.beforeEach(({ db, twilio, stack }) => beginRolloutStory(db, twilio, stack))
test.afterEach(async ({ db, twilio, stack }) => {
  await db.query(`update public.provision_settings set backoff_base_ms = default, backoff_cap_ms = default`)
  await db.query(`update public.alert_rules set threshold = 600, recover_below = 300 where key = 'untaken_handovers'`)
  await endRolloutStory(db, twilio, stack)
})

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' })
const rowOf = (page: Page, { email }: StoryCustomer) => page.getByRole('table', { name: 'Customers' }).getByRole('row').filter({ hasText: email })

test('whoever is let in by a raise and waits for their turn is no problem, until they wait longer than the pace explains', async ({ page, signInAs, stack, db, newCustomer, upgradeCustomer }) => {
  await db.query(`update public.rollout_flags set percentage_bp = 0, entries_per_minute = 1`)
  const customers = [await newCustomer(), await newCustomer(), await newCustomer(), await newCustomer()]
  for (const { id } of customers) {
    await upgradeCustomer(id)
    await untilRun(db, id, 'skipped')
  }
  // The quarter of an hour after a hand-over has passed.
  await db.query('delete from public.provision_handovers')
  const { rows } = await db.query<{ version: number }>('select version from public.rollout_flags')
  expect((await rpcAs(stack, 'admin', 'set_rollout_percentage', { p_percentage_bp: 10000, p_reason: 'Story', p_version: rows[0]?.version })).refused).toBeNull()
  const last = await whoEntersLast()
  await db.query('select private.refresh_queued_customers(1000)')

  await signInAs('operator')
  await page.goto(`/customers/${last.id}`)
  await expect(verdict(page)).toContainText('Paid, and waits for their turn to enter the rollout.')
  await expect(verdict(page)).toContainText('At most 1 customer enters a minute')
  await expect(verdict(page)).toContainText('Being set up')
  await page.goto('/customers?status=being_set_up&waiting=turn')
  await expect(rowOf(page, last)).toContainText('Let in by the rollout; waits for their turn to start.')

  // Nobody has entered for longer than a look takes, although there is room. A look of the sweep may come between, and the room is full again.
  await expect(async () => {
    await db.query(`
      update public.rollout_flags set updated_at = now() - interval '1 hour';
      update public.provision_settings set activated_at = now() - interval '1 hour', dispatch_resumed_at = null;
      update private.entrance set full_at = null`)
    await page.goto(`/customers/${last.id}`)
    await expect(verdict(page)).toContainText('Paid, but the last run ended without a number.', { timeout: 5000 })
  }).toPass({ timeout: 90_000 })

  await db.query(`update public.rollout_flags set entries_per_minute = 100`)
  await db.query('select private.enqueue_rollout_entrants()')
  await untilRun(db, last.id, 'succeeded')
  await expect(verdict(page)).toContainText(/works\./)

  async function whoEntersLast(): Promise<StoryCustomer> {
    const found = await db.query<{ user_id: string }>('select user_id from public.provision_customers where user_id = any ($1) order by rollout_bucket desc limit 1', [customers.map(({ id }) => id)])
    const customer = customers.find(({ id }) => id === found.rows[0]?.user_id)
    if (!customer) throw new Error('the read model knows none of them')
    return customer
  }
})

test('a customer whom the old system has not taken says so, since when, and what staff do', async ({ page, signInAs, stack, db, newCustomer, upgradeCustomer }) => {
  const old = oldSystemControl(stack)
  await db.query(`update public.provision_settings set backoff_base_ms = 500, backoff_cap_ms = 1000`)
  await db.query(`update public.rollout_flags set percentage_bp = 0`)
  await old.answer(503)
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await signInAs('operator')
  await page.goto(`/customers/${customer.id}`)
  await expect(verdict(page)).toContainText('Not in the rollout: the old system is being asked to take this customer.')
  await expect(verdict(page)).toContainText('The old system was first asked at')
  await expectAccessible(page, 'a hand-over that is not taken')

  // As if the ten minutes of the alert had passed.
  await db.query(`update public.alert_rules set threshold = 0, recover_below = 0 where key = 'untaken_handovers'`)
  await expect(verdict(page)).toContainText('The old system has not taken this customer, so nobody serves them.')
  await expect(verdict(page)).toContainText('Not taken for')
  await expect(verdict(page)).toContainText('let them in on Rollout (allow list), or have them served by hand')
  await expect(verdict(page)).toContainText('Retry is off: paid, but not in the rollout yet.')
  await db.query('select private.refresh_queued_customers(1000)')
  await page.goto('/customers?status=needs_attention')
  await expect(rowOf(page, customer)).toContainText('The old system has not taken them.')

  await old.answer(202)
  await untilRun(db, customer.id, 'skipped')
  await page.goto(`/customers/${customer.id}`)
  await expect(verdict(page)).toContainText('Paid, but not in the rollout: the old system serves them.')
})
