import { chromium, type Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { attach } from '../local/stack/attach.ts'
import { root } from '../local/stack/paths.ts'
import { chromiumArgs, chromiumPath } from './fixtures/chromium.ts'

/**
 * Takes a picture of every page at 1440 and 390 px in both themes, against a running stack: `npm run screenshots [-- name…]`.
 * The demo's own customers are in the pictures, so run it a few minutes after `npm run local` on fresh data.
 */
const stack = attach()
const out = join(root, 'docs', 'screenshots')
const wanted = process.argv.slice(2)

type Shot = { name: string; path: string; before?: (page: Page) => Promise<void> }

async function customerId(where: string): Promise<string | null> {
  const db = new Client({ connectionString: stack.db_url })
  await db.connect()
  const { rows } = await db.query<{ user_id: string }>(`select user_id from public.provision_customers where ${where} order by since limit 1`)
  await db.end()
  return rows[0]?.user_id ?? null
}

async function shots(): Promise<Shot[]> {
  const [trouble, working, held] = [await customerId(`email like 'orders.fresno%'`), await customerId(`status = 'working'`), await customerId(`status = 'on_hold'`)]
  const of = (name: string, id: string | null, before?: Shot['before']): Shot[] => (id ? [{ name, path: `/customers/${id}`, ...(before && { before }) }] : [])
  return [
    { name: 'overview', path: '/overview' },
    { name: 'customers', path: '/customers' },
    ...of('customer', trouble),
    ...of('customer-working', working),
    ...of('customer-on-hold', held),
    ...of('customer-release', working, async (page) => {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Release…' }).click()
    }),
    ...of('customer-shortcuts', working, (page) => page.keyboard.press('?')),
    ...['runs', 'numbers', 'alerts', 'rollout', 'audit', 'staff'].map((name) => ({ name, path: `/${name}` })),
  ]
}

const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
mkdirSync(out, { recursive: true })
try {
  const context = await browser.newContext({ baseURL: stack.app_url ?? '', reducedMotion: 'reduce', timezoneId: 'UTC' })
  const page = await context.newPage()
  if (wanted.length === 0 || wanted.includes('sign-in')) await take(page, { name: 'sign-in', path: '/sign-in' })
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(stack.accounts.admin.email)
  await page.getByLabel('Password').fill(stack.accounts.admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  for (const shot of await shots()) if (wanted.length === 0 || wanted.includes(shot.name)) await take(page, shot)
} finally {
  await browser.close()
}

async function take(page: Page, { name, path, before }: Shot): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height })
      const answer = await page.goto(path)
      if (answer?.status() === 404) return void process.stderr.write(`${name}: there is no ${path} yet\n`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForFunction(() => document.querySelector('[aria-label="Loading"]') === null)
      if (name !== 'sign-in') await page.getByText('Live', { exact: true }).first().waitFor()
      await before?.(page)
      // Charts and the second read after joining settle.
      await page.waitForTimeout(600)
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({ path: join(out, `${name}-${colorScheme}-${width}.png`), animations: 'disabled' })
    }
  }
  process.stdout.write(`${name}\n`)
}
