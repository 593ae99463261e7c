import { randomUUID } from 'node:crypto'
import { expect, test } from './fixtures/test.ts'
import { expectAccessible } from './fixtures/axe.ts'
import { expectRefused } from './fixtures/refused.ts'
import { resetRollout, rpcAs } from './fixtures/rollout.ts'
import { untilRun } from './fixtures/story.ts'

const nobody = '00000000-0000-4000-8000-0000000000aa'
const orphan = '+15005550998'

// An orphan is what makes the guard hold: the next story begins without.
test.afterEach(async ({ db, vapi }) => {
  await vapi.setFaults([])
  await db.query(`update public.provision_settings set inventory_confirm_minutes = 30`)
  await db.query(`delete from public.alert_incidents where rule = 'orphaned_numbers' and state <> 'resolved'`)
  await resetRollout(db)
})

test('the numbers are compared with Twilio and VAPI: an orphan is given back, a drifted one is linked again, a half listing accuses nobody', async ({
  page, signInAs, newCustomer, upgradeCustomer, db, stack, twilio, vapi,
}) => { // prettier-ignore
  test.setTimeout(240_000)
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  // Linked, and nothing of it is still under way: what moves is not judged.
  const atRest = () =>
    expect
      .poll(async () => (await db.query(`select 1 from public.phone_number_purchases p where p.user_id = $1 and p.verified_at is not null and p.recheck_at is null and not exists (
        select 1 from public.phone_provision_logs r where r.subject_id = p.user_id and r.finished_at is null)`, [customer.id])).rowCount, { timeout: 60_000 })
      .toBe(1)
  await atRest()
  await db.query(`update public.provision_settings set inventory_confirm_minutes = 0`)
  await db.query(`delete from public.inventory_findings`)
  await twilio.giveNumber({ phone_number: orphan, friendly_name: `swb:local:${nobody}` })
  await twilio.giveNumber({ phone_number: '+15005550997' })
  // Nobody but a comparison can see it: our ledger believes in the assistant that was linked.
  const [{ assistantId: linkedTo } = { assistantId: null }] = await vapi.numbersNamedFor(customer.id)
  await vapi.driftTo(customer.id, randomUUID())
  const { rows: [{ number } = { number: '' }] } = await db.query<{ number: string }>(`select e164_number as number from public.phone_number_purchases where user_id = $1`, [customer.id]) // prettier-ignore
  await twilio.giveNumber({ phone_number: number, voice_url: 'https://calls.example.com/in' })
  const status = page.getByRole('status').filter({ hasText: /compar/i })
  const last = async () => (await db.query<{ id: number; state: string }>(`select id::int, state from public.inventory_comparisons order by id desc limit 1`)).rows[0]
  const compare = async (state: 'complete' | 'failed') => {
    await expect.poll(async () => ['complete', 'failed', undefined].includes((await last())?.state), { timeout: 60_000 }).toBe(true)
    const was = (await last())?.id ?? 0
    await expect(page.getByRole('button', { name: 'Compare now' })).toBeEnabled()
    await page.getByRole('button', { name: 'Compare now' }).click()
    await expect.poll(async () => { const now = await last(); return (now?.id ?? 0) > was && now?.state }, { timeout: 60_000 }).toBe(state) // prettier-ignore
    await expect(status).toContainText(state === 'complete' ? 'Compared' : 'The last comparison came to nothing')
  }
  const row = (number: RegExp | string) => page.getByRole('row').filter({ hasText: number })
  const orphanRow = row(/500\s555\s0998/)

  await signInAs('operator')
  await page.goto('/numbers?class=all')
  await compare('complete')
  await page.goto('/numbers?class=unsure')
  await expect(orphanRow).toContainText('Not judged yet')
  await page.goto('/numbers')
  await expect(orphanRow).toHaveCount(0)
  await compare('complete')
  await expect(orphanRow).toContainText('Orphan')
  await expect(row(customer.email)).toContainText('Drifted')
  await expect(row(/500\s555\s0997/)).toHaveCount(0)
  expect((await rpcAs(stack, 'viewer', 'mend_number', { p_key: 'x', p_fix: 'give_back', p_reason: 'x', p_idempotency_key: 'x' })).code).toBe('PT403')
  await expectAccessible(page, 'the numbers that need attention')

  // A listing that breaks off records nothing: what was known stays, and why is said.
  await vapi.setFaults([{ method: 'GET', path: '/v2/phone-number', status: 500 }])
  await compare('failed')
  await expect(status).toContainText('because VAPI failed while its numbers were read.')
  await expect(orphanRow).toContainText('Orphan')
  await vapi.setFaults([])

  await orphanRow.getByRole('button', { name: /Give back/ }).click()
  await expectAccessible(page, 'giving a number back')
  await page.getByRole('button', { name: 'Give back +1' }).click()
  await expectRefused(page.getByLabel('Reason'), 'Say why: it is kept in the audit trail.')
  await page.getByLabel('Reason').fill('Nobody has it')
  await page.getByRole('button', { name: 'Give back +1' }).click()
  await row(customer.email).getByRole('button', { name: /Relink/ }).click()
  await expect(orphanRow).toHaveCount(0)
  await untilRun(db, nobody, 'succeeded')
  expect(await twilio.numbersTaggedFor(nobody)).toEqual([])
  await expect.poll(async () => (await vapi.numbersNamedFor(customer.id)).map((each) => each.assistantId), { timeout: 60_000 }).toEqual([linkedTo])
  // What no action of ours can mend says where its calls go, who mends it and why not we.
  await atRest()
  await compare('complete')
  await expect(row(customer.email)).toContainText('Calls go to calls.example.com, not VAPI.')
  await row(customer.email).getByRole('button', { name: /How to mend/ }).click()
  await expect(page.getByRole('dialog')).toContainText('Our ledger does not know it')
  await expect(page.getByRole('dialog').getByRole('link', { name: /Open in Twilio/ })).toHaveAttribute('href', /twilio\.com/)
  await expectAccessible(page, 'how a voice URL is mended')
})
