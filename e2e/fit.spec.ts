import type { Page } from '@playwright/test'
import { answersToClicks } from './fixtures/axe.ts'
import { open, shortBudgets } from './fixtures/customer-page.ts'
import { untilRun } from './fixtures/story.ts'
import { expect, test } from './fixtures/test.ts'

shortBudgets()

/** Texts inside this that the screen does not show to their end; not those for a screen reader alone. */
const cutOff = (page: Page, within: string) =>
  page.locator(within).evaluate((root) =>
    [...root.querySelectorAll('*')]
      .filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX === 'hidden' && [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
      .map((each) => each.textContent),
  )
/** Where the boxes of these begin and end. */
const edges = (page: Page, within: string) =>
  page.locator(within).evaluateAll((all) => all.map((each) => each.getBoundingClientRect()).map(({ left, right }) => ({ left: Math.round(left), right: Math.round(right) })))

/** What in the top bar is wider than the room that it has, and would lie over its neighbour. */
const squeezed = (page: Page) =>
  page.getByRole('banner').evaluate((bar) => [...bar.querySelectorAll('a, button, div')].filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent))

test('why a step failed can be read to its end at every width, and waiting for a person is drawn under the same scale', async ({ page, db, twilio, newCustomer, upgradeCustomer, signInAs }) => {
  await twilio.setFaults([{ method: 'POST', path: '*/IncomingPhoneNumbers.json', status: 400, body: { code: 21649, message: 'Bundle required', status: 400 } }])
  const customer = await newCustomer()
  await upgradeCustomer(customer.id)
  await untilRun(db, customer.id, 'failed')
  await signInAs('viewer')
  await open(page, customer.id)
  const failed = page.getByRole('listitem').filter({ hasText: 'Twilio wants an approved regulatory bundle' })
  for (const width of [1440, 1280, 1024, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await expect(failed).toBeVisible()
    expect(await cutOff(page, 'section:has(> div > h2#timeline)'), `at ${width}`).toEqual([])
    // A word of it never stands alone in a column of its own.
    const words = await failed.getByText('Twilio wants').evaluate((each) => each.getBoundingClientRect().width)
    expect(words, `at ${width}`).toBeGreaterThan(180)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  const [person] = await edges(page, 'section:has(> div > h2#timeline) p .hatched-person')
  const [track] = await edges(page, 'section:has(> div > h2#timeline) section span.self-stretch')
  expect(person).toEqual(track)
})

test('no list hides its last column beside the window, and who is on the staff can be read whole', async ({ page, signInAs }) => {
  await signInAs('admin')
  for (const path of ['/numbers?class=all', '/audit', '/staff', '/runs', '/customers', '/rollout', '/overview']) {
    await page.goto(path)
    await answersToClicks(page)
    for (const width of [1440, 1280, 1024, 768]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await squeezed(page), `the bar of ${path} at ${width}`).toEqual([])
      const wider = () =>
        page.locator('#content').evaluate((root) => [root, ...root.querySelectorAll('*')].filter((each) => /auto|scroll/.test(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth + 1).length)
      await expect.poll(wider, `${path} at ${width}`).toBe(0)
      if (path === '/staff') expect(await cutOff(page, '#content'), `at ${width}`).toEqual([])
    }
  }
})
