import { chromium, type Browser } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withClient } from '../../local/stack/connect.ts'
import { root } from '../../local/stack/paths.ts'
import { removeStack } from '../../local/stack/remove-stack.ts'
import type { StackInfo } from '../../local/stack/stack-info.ts'
import { startStack } from '../../local/stack.ts'
import { changeSubscription } from '../../local/seed/subscribe.ts'
import { chromiumArgs, chromiumPath } from '../fixtures/chromium.ts'
import { providerControl } from '../fixtures/providers.ts'
import { shots, type Shot } from './pages.ts'

// npm run screenshots -- [name …]: every page, or those named, at both widths in both themes, into docs/screenshots.

const widths = [1440, 390] as const
const themes = ['light', 'dark'] as const
const out = join(root, 'docs', 'screenshots')

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !shots.some((shot) => shot.name === name))
if (unknown.length > 0) throw new Error(`There is no page "${unknown.join('", "')}". The pages are: ${shots.map(({ name }) => name).join(', ')}.`)

const stackDir = mkdtempSync(join(tmpdir(), 'switchboard-screenshots-'))
const stack = await startStack({ stackDir, app: 'production', latency: 0 })
try {
  await haveSomethingToShow(stack.info)
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
  mkdirSync(out, { recursive: true })
  for (const theme of themes) for (const width of widths) await takeAll(browser, stack.info, theme, width)
  await browser.close()
} finally {
  await stack.stop()
  removeStack(stackDir)
  rmSync(stackDir, { recursive: true, force: true })
}

/** One customer whose purchase got no answer, so that there is something to mend. */
async function haveSomethingToShow(info: StackInfo): Promise<void> {
  await settle(info, 'succeeded')
  const twilio = providerControl(info.twilio_url)
  await twilio.setFaults([{ method: 'POST', path: '*/IncomingPhoneNumbers.json', drop: 'after' }, { method: 'GET', path: '*/IncomingPhoneNumbers.json*', status: 503 }])
  const unlucky = info.customers.find(({ email }) => email === 'deniz.aksoy@example.com')
  if (!unlucky) throw new Error('the demo customer is missing')
  await withClient(info.db_url, async (client) => {
    await client.query('update public.provision_settings set max_attempts = 3, backoff_base_ms = 300, backoff_cap_ms = 800')
    await changeSubscription(client, unlucky.id, { tier: 'pro' })
  })
  await settle(info, 'failed')
  await twilio.setFaults([])
}

async function settle(info: StackInfo, until: string): Promise<void> {
  await withClient(info.db_url, async (client) => {
    for (;;) {
      await client.query('select private.dispatch_provision_runs()')
      const { rows } = await client.query<{ open: number; reached: number }>(
        `select count(*) filter (where finished_at is null)::int as open, count(*) filter (where status = $1)::int as reached from public.phone_provision_logs`,
        [until],
      )
      if (rows[0] && rows[0].open === 0 && rows[0].reached > 0) return
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  })
}

async function takeAll(browser: Browser, info: StackInfo, colorScheme: 'light' | 'dark', width: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: width === 390 ? 844 : 900 }, colorScheme, reducedMotion: 'reduce' })
  await page.goto(`${info.app_url}/sign-in`)
  if (wanted.length === 0) await page.screenshot({ path: join(out, `sign-in-${colorScheme}-${width}.png`) })
  await page.getByLabel('E-mail').fill(info.accounts.admin.email)
  await page.getByLabel('Password').fill(info.accounts.admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  for (const shot of shots) if (wanted.length === 0 || wanted.includes(shot.name)) await take(shot)
  await page.close()

  async function take({ name, path, prepare }: Shot): Promise<void> {
    await page.goto(`${info.app_url}${path(info)}`)
    await page.getByText('Connection: Live').waitFor({ state: 'attached' })
    await page.waitForLoadState('networkidle')
    await prepare?.(page)
    await page.screenshot({ path: join(out, `${name}-${colorScheme}-${width}.png`) })
    process.stdout.write(`${name}-${colorScheme}-${width}.png\n`)
  }
}
