import { button, open, sentence, shortBudgets, sold } from './fixtures/customer-page.ts'
import { untilRun } from './fixtures/story.ts'
import { expect, test } from './fixtures/test.ts'

shortBudgets()

test('without a network the page stays, the search still opens, a press says that nothing came back; with it the page is live again', async ({ page, context, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([sold])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  await signInAs('operator')
  const palette = page.waitForResponse(async (answer) => answer.url().endsWith('.js') && (await answer.text().catch(() => '')).includes('E-mail, user id, phone, SID, VAPI id, run'))
  await open(page, customer.id)
  await palette
  const connection = page.getByRole('banner').getByText(/^Connection: /)
  await expect(connection).toHaveText('Connection: Live')
  const known = await sentence(page).innerText()

  await context.setOffline(true)
  await expect(connection).toHaveText('Connection: Reconnecting')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Search' }).fill(customer.email)
  await expect(page.getByText('There is no network. The search goes on by itself when it is back.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await expect(page.getByText('No answer came. Press again: nothing is started twice.')).toBeVisible()
  await expect(sentence(page)).toHaveText(known)

  await twilio.setFaults([])
  await context.setOffline(false)
  await expect(connection).toHaveText('Connection: Live')
  await button(page, 'Retry').click()
  await expect(sentence(page)).toContainText('works.')
})
