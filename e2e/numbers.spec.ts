import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './fixtures/test.ts'

test('the inventory shows a number as it is bought, and what is paid for without serving anybody', async ({ page, signInAs, newCustomer, upgradeCustomer, db }) => {
  const customer = await newCustomer()
  await signInAs('viewer')
  await page.goto('/numbers')
  await expect(page.getByRole('heading', { name: 'Numbers' })).toBeVisible()
  await upgradeCustomer(customer.id)
  await expect(page.getByRole('row', { name: new RegExp(`Answering.*${customer.email}`) })).toBeVisible()

  // Bought eleven minutes ago, and never written down for anybody.
  const { rows } = await db.query<{ id: string }>(
    `insert into public.phone_number_purchases (user_id, e164_number, tag, state, provider_number_id, purchased_at, updated_at)
     values ($1, '+15005550999', 'swb:local:orphan', 'purchased', 'PNorphan', now() - interval '11 minutes', now() + interval '1 hour') returning id`,
    ['00000000-0000-4000-8000-0000000000aa'],
  )
  await page.getByRole('button', { name: /^Orphaned/ }).click()
  await expect(page).toHaveURL(/use=orphaned/)
  await page.reload()
  await expect(page.getByRole('row', { name: /\+1\s500\s555\s0999.*Orphaned/ })).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
  await db.query(`delete from public.phone_number_purchases where id = $1`, [rows[0]?.id])
})
