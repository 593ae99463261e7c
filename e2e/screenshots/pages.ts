import type { Page } from '@playwright/test'
import { upgradeSlowly, type Scene } from './scene.ts'

/** A picture to take: where, and what to do there first. Pages that scroll as a whole are shown at their whole height. */
export type Shot = {
  name: string
  path: string | ((scene: Scene) => string | Promise<string>)
  as?: 'nobody' | 'outsider'
  whole?: true
  /** The guard holds the rollout meanwhile. */
  held?: true
  prepare?: (page: Page, narrow: boolean) => Promise<void>
}

const customer = (email: string) => ({ info }: Scene) => findCustomer(info.customers, email)
const inTrouble = async ({ db }: Scene, email: string) => {
  const { rows } = await db.query<{ user_id: string }>(`select user_id from public.provision_customers where email = $1`, [email])
  return `/customers/${rows[0]?.user_id}`
}

function findCustomer(customers: Scene['info']['customers'], email: string): string {
  const found = customers.find((each) => each.email === email)
  if (!found) throw new Error(`the demo has no ${email}`)
  return `/customers/${found.id}`
}

const openMenu = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

const selectRows = async (page: Page) => {
  const boxes = page.getByRole('table').getByRole('row').getByRole('checkbox')
  for (const index of [1, 2, 3, 4]) await boxes.nth(index).check()
}

/** Every page of the console and its main dialogs. A new page is one line here. */
export const shots: Shot[] = [
  { name: 'sign-in', path: '/sign-in', as: 'nobody' },
  { name: 'not-staff', path: '/not-staff', as: 'outsider' },
  { name: 'overview', path: '/overview', whole: true },
  { name: 'customers', path: '/customers' },
  {
    name: 'customers-selected',
    path: '/customers',
    prepare: async (page) => {
      await selectRows(page)
      await page.getByRole('region', { name: 'Selection' }).getByText(/safe/).waitFor()
    },
  },
  { name: 'customer', path: (scene) => inTrouble(scene, 'bookings.reno@example.com'), whole: true },
  { name: 'customer-working', path: customer('mara.lindqvist@example.com'), whole: true },
  { name: 'customer-on-hold', path: (scene) => inTrouble(scene, 'yoga.helena@example.com'), whole: true },
  {
    name: 'customer-live',
    path: async (scene) => `/customers/${await upgradeSlowly(scene)}`,
    whole: true,
    prepare: (page) => page.getByText('Buy +1').first().waitFor(),
  },
  { name: 'customer-release', path: customer('mara.lindqvist@example.com'), prepare: (page) => openMenu(page, 'Release…') },
  { name: 'runs', path: '/runs' },
  {
    name: 'runs-sheet',
    path: '/runs?status=failed&range=24h',
    prepare: async (page, narrow) => {
      if (narrow) return
      await page.locator('[data-run]').nth(2).click()
      await page.getByRole('region', { name: 'Verdict' }).getByRole('button').first().waitFor()
    },
  },
  { name: 'run', path: ({ runId }) => `/runs/${runId}`, whole: true },
  { name: 'numbers', path: '/numbers' },
  { name: 'bulk', path: '/bulk' },
  { name: 'bulk-job', path: ({ jobId }) => `/bulk/${jobId}` },
  {
    name: 'bulk-confirm',
    path: '/customers',
    prepare: async (page) => {
      await selectRows(page)
      await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: /^(Act on|Mend|Retry) / }).first().click()
      await page.getByRole('dialog').getByLabel(/^Reason/).waitFor()
    },
  },
  { name: 'alerts', path: '/alerts', whole: true },
  { name: 'alert-silence', path: '/alerts', prepare: (page) => page.getByRole('button', { name: 'Silence…' }).first().click() },
  { name: 'alert-rule', path: '/alerts', prepare: (page) => page.getByRole('button', { name: 'Change Twilio errors…' }).click() },
  { name: 'incident', path: ({ incidentId }) => `/alerts/${incidentId}`, whole: true },
  {
    name: 'rollout',
    path: '/rollout',
    whole: true,
    held: true,
    prepare: async (page) => {
      await page.getByRole('textbox', { name: 'Percentage' }).fill('25')
      await page.getByLabel('What saving would do').getByText(/own a number and keep it/).waitFor()
    },
  },
  { name: 'rollout-stop', path: '/rollout', prepare: (page) => page.getByRole('banner').getByRole('button', { name: 'Stop provisioning…' }).click() },
  { name: 'audit', path: '/audit' },
  { name: 'audit-entry', path: '/audit', prepare: (page) => page.getByRole('row').nth(1).getByRole('button').first().click() },
  { name: 'staff', path: '/staff' },
  { name: 'staff-change', path: '/staff', prepare: (page) => page.getByRole('button', { name: 'Change Otis Operator…' }).click() },
  {
    name: 'palette',
    path: '/overview',
    prepare: async (page) => {
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('combobox').fill('an')
      await page.getByRole('option').nth(1).waitFor()
    },
  },
  { name: 'shortcuts', path: '/customers', prepare: (page) => page.keyboard.press('?') },
  { name: 'not-found', path: '/runs/999999999' },
]
