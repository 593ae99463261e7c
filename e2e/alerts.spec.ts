import { alertReceiver, onlyRule, untilIncident } from './fixtures/alerts.ts'
import { answersToClicks, expectAccessible } from './fixtures/axe.ts'
import { resetRollout, rpcAs } from './fixtures/rollout.ts'
import { clearHalts, shrink } from './fixtures/story.ts'
import { expect, test } from './fixtures/test.ts'

let restore: (() => Promise<void>)[] = []
test.beforeEach(async ({ db, stack }) => {
  restore = []
  await resetRollout(db)
  await alertReceiver(stack).reset()
})
test.afterEach(async ({ db, twilio }) => {
  await twilio.setFaults([])
  for (const back of restore) await back()
  await clearHalts(db)
  await resetRollout(db)
})

test('Twilio fails: the rule fires, each channel hears of it once, somebody takes it, and it resolves when the fault ends', async ({ page, signInAs, db, twilio, stack, newCustomer, upgradeCustomer }) => {
  test.setTimeout(300_000)
  const receiver = alertReceiver(stack)
  restore.push(await onlyRule(db, 'twilio_errors'), await shrink(db, { max_attempts: 2 }))
  await signInAs('admin')
  await page.goto('/alerts')
  await expect(page.getByText('Nothing fires')).toBeVisible()

  await twilio.setFaults([{ path: '*AvailablePhoneNumbers*', status: 503 }])
  for (let made = 0; made < 3; made += 1) await upgradeCustomer((await newCustomer()).id)
  const id = await untilIncident(db, 'twilio_errors', 'firing')

  const card = page.getByRole('region', { name: `Incident ${id}` })
  await expect(card.getByRole('heading', { name: /^Twilio errors are at .*%, over 2%/ })).toBeVisible()
  await expect(card).toContainText('See whether status.twilio.com reports an incident.')
  await expect(page.getByRole('link', { name: /Alerts 1 firing/ })).toBeVisible()
  await expect.poll(() => receiver.about('Twilio errors')).toEqual(['slack firing', 'webhook firing'])
  await expectAccessible(page, 'alerts')

  await answersToClicks(page)
  await page.keyboard.press('a')
  await expect(card).toContainText('You have it.')
  const second = await rpcAs(stack, 'operator', 'acknowledge_incident', { p_id: id })
  expect(second.code).toBe('PT409')
  expect(second.refused).toMatch(/Ada Admin took it/)

  await card.getByRole('button', { name: 'Silence…' }).click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page, 'the silence dialog')
  await dialog.getByRole('button', { name: '30 min' }).click()
  await dialog.getByRole('button', { name: 'Silence for 30 min' }).click()
  await expect(dialog).toContainText('Say why')
  await dialog.getByLabel('Reason, shown in the history').fill('Twilio works on it')
  await dialog.getByRole('button', { name: 'Silence for 30 min' }).click()
  await expect(card).toContainText('Silenced by you')
  await expect(card).toContainText('Twilio works on it')
  await card.getByRole('button', { name: 'End silence' }).click()
  await expect(card.getByRole('button', { name: 'Silence…' })).toBeVisible()

  await page.goto('/overview')
  await page.getByRole('link', { name: `Open incident ${id}` }).click()
  await expect(card.getByRole('link', { name: 'Show runs' })).toHaveAttribute('href', /provider=twilio/)

  await twilio.setFaults([])
  expect(await untilIncident(db, 'twilio_errors', 'resolved')).toBe(id)
  await expect.poll(() => receiver.about('Twilio errors')).toEqual(['slack firing', 'slack resolved', 'webhook firing', 'webhook resolved'])
  await expect(card).toContainText('Resolved')
  await expect(page.getByRole('region', { name: /Past incidents/ }).getByRole('link', { name: 'Twilio errors' }).first()).toBeVisible()
})

test('an admin changes a rule with a reason, is told of a colleague’s change, and a test reaches every channel', async ({ page, signInAs, db, stack }) => {
  restore.push(await onlyRule(db, 'dead_trigger'))
  await signInAs('admin')
  await page.goto('/alerts')
  await answersToClicks(page)
  const dialog = page.getByRole('dialog', { name: 'Change “Stuck queue”' })
  await page.getByRole('button', { name: 'Change Stuck queue…' }).click()
  await expectAccessible(page, 'the rule dialog')
  await dialog.getByLabel('Fires over, s').fill('240')
  await dialog.getByLabel('Reason, shown in the history').fill('Batches of the night')
  await dialog.getByRole('button', { name: 'Save rule' }).click()
  await expect(page.getByRole('row', { name: /Stuck queue.*4 min/ })).toBeVisible()
  const { rows } = await db.query(`select action, reason, before ->> 'threshold' as was, after ->> 'threshold' as is from public.staff_actions order by id desc limit 1`)
  expect(rows[0]).toEqual({ action: 'change_alert_rule', reason: 'Batches of the night', was: '120', is: '240' })

  await page.getByRole('button', { name: 'Change Stuck queue…' }).click()
  await db.query(`update public.alert_rules set threshold = 200, updated_at = clock_timestamp() where key = 'stuck_queue'`)
  await dialog.getByLabel('Fires over, s').fill('300')
  await dialog.getByLabel('Reason, shown in the history').fill('Longer')
  await dialog.getByRole('button', { name: 'Save rule' }).click()
  await expect(dialog.getByRole('alert')).toContainText('somebody changed this rule')
  await dialog.getByRole('button', { name: 'Leave it' }).click()

  await page.getByRole('button', { name: 'Send a test' }).click()
  await expect.poll(() => alertReceiver(stack).about('This is a test')).toEqual(['slack test', 'webhook test'])
})

test('a viewer sees everything and handles nothing, neither on the page nor at the API', async ({ page, signInAs, db, stack }) => {
  restore.push(await onlyRule(db, 'database_connections'))
  await db.query(`insert into private.connection_failures (reporter, failures, first_at, last_at) values ('story', 4, now(), now())`)
  const id = await untilIncident(db, 'database_connections', 'firing')
  await signInAs('viewer')
  await page.goto(`/alerts/${id}`)
  const card = page.getByRole('region', { name: `Incident ${id}` })
  await expect(card.getByRole('heading', { name: 'The database did not answer 4 times.' })).toBeVisible()
  await expect(card.getByRole('button', { name: /^Acknowledge/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(card).toContainText('Off: only operators and admins handle incidents.')
  await expect(page.getByRole('button', { name: /^Change / })).toHaveCount(0)
  expect((await rpcAs(stack, 'viewer', 'acknowledge_incident', { p_id: id })).code).toBe('PT403')
  expect((await rpcAs(stack, 'viewer', 'silence_incident', { p_id: id, p_minutes: 30, p_reason: 'Me' })).code).toBe('PT403')
  expect((await rpcAs(stack, 'operator', 'change_alert_rule', { p_key: 'stuck_queue', p_change: {}, p_expected_at: new Date().toISOString(), p_reason: 'Me' })).code).toBe('PT403')
  await db.query(`delete from private.connection_failures where reporter = 'story'`)
})

test('what stands still is resumed by an admin on its incident, with a reason', async ({ page, signInAs, db }) => {
  restore.push(await onlyRule(db, 'halted'))
  await db.query(`update public.provision_halts set halted_at = clock_timestamp(), error_code = '20003', reason = 'Twilio refused our key' where scope = 'twilio'`)
  const id = await untilIncident(db, 'halted', 'firing')
  await signInAs('admin')
  await page.goto('/alerts')
  const card = page.getByRole('region', { name: `Incident ${id}` })
  await expect(card.getByRole('heading', { name: 'Provisioning stands still: twilio (20003).' })).toBeVisible()
  await answersToClicks(page)
  await card.getByRole('button', { name: 'Resume twilio…' }).click()
  await page.getByRole('dialog').getByLabel('Reason, shown in the history').fill('New key stored')
  await page.getByRole('dialog').getByRole('button', { name: 'Resume twilio' }).click()
  expect(await untilIncident(db, 'halted', 'resolved')).toBe(id)
  await expect(page.getByText('Nothing fires')).toBeVisible()
  const { rows } = await db.query(`select reason from public.staff_actions where action = 'resume_provisioning' order by id desc limit 1`)
  expect(rows[0]).toEqual({ reason: 'New key stored' })
})
