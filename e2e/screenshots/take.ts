import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { withClient } from '../../local/stack/connect.ts'
import { root } from '../../local/stack/paths.ts'
import { chromiumArgs, chromiumPath } from '../fixtures/chromium.ts'
import { withStack } from '../fixtures/own-stack.ts'
import { signInContext } from '../fixtures/sign-in.ts'
import { shots, type Shot } from './pages.ts'
import { holdBack, setTheScene, type Scene } from './scene.ts'

// npm run screenshots -- [name …]: every page, or those named, at both widths in both themes, into docs/screenshots
// (SCREENSHOTS names another folder). On a stack of its own, or on the one that SWITCHBOARD_STACK names.

const widths = [1440, 390] as const
const themes = ['light', 'dark'] as const
const tallest = 2600
const out = process.env['SCREENSHOTS'] ?? join(root, 'docs', 'screenshots')

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !shots.some((shot) => shot.name === name))
if (unknown.length > 0) throw new Error(`There is no page "${unknown.join('", "')}". The pages are: ${shots.map(({ name }) => name).join(', ')}.`)

const chosen = shots.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
const held = chosen.filter((shot) => shot.held)
const free = chosen.filter((shot) => !shot.held)

await withStack({ latency: 'realistic' }, async (info) => {
  mkdirSync(out, { recursive: true })
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
  await withClient(info.db_url, async (db) => {
    const scene = await setTheScene(info, db)
    for (const theme of themes) for (const width of widths) await takeAll(browser, scene, free, theme, width)
    // Last, since nobody enters any more.
    if (held.length > 0) await holdBack(scene)
    for (const theme of themes) for (const width of widths) await takeAll(browser, scene, held, theme, width)
  })
  await browser.close()
})

async function takeAll(browser: Browser, scene: Scene, these: readonly Shot[], colorScheme: 'light' | 'dark', width: number): Promise<void> {
  const viewport = { width, height: width === 390 ? 844 : 900 }
  for (const as of ['nobody', 'outsider', 'admin'] as const) {
    const mine = these.filter((shot) => (shot.as ?? 'admin') === as)
    if (mine.length === 0) continue
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce', timezoneId: 'America/Chicago' })
    if (as !== 'nobody') await signInContext(context, scene.info, scene.info.accounts[as])
    for (const shot of mine) await take(context, scene, shot, `${shot.name}-${colorScheme}-${width}.png`)
    await context.close()
  }
}

async function take(context: BrowserContext, scene: Scene, { path, as, whole, prepare }: Shot, file: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${scene.info.app_url}${typeof path === 'string' ? path : await path(scene)}`)
  if (!as) await settle(page)
  try {
    await prepare?.(page, page.viewportSize()?.width === 390)
    if (whole) await showWhole(page)
  } catch (error) {
    process.exitCode = 1
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`)
  }
  await page.screenshot({ path: join(out, file) })
  process.stdout.write(`${file}\n`)
  await page.close()
}

/** Live, read, and ready for clicks. */
async function settle(page: Page): Promise<void> {
  await page.getByText('Connection: Live').waitFor({ state: 'attached' })
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => Object.keys(document.querySelector('header button') ?? {}).some((key) => key.startsWith('__reactProps')))
}

/** Makes the window as high as what scrolls in it. */
async function showWhole(page: Page): Promise<void> {
  const size = page.viewportSize()
  if (!size) return
  const hidden = await page.evaluate(() => Math.max(0, ...[...document.querySelectorAll('#content, #content *')].map((each) => (getComputedStyle(each).overflowY === 'auto' ? each.scrollHeight - each.clientHeight : 0))))
  await page.evaluate(() => document.querySelectorAll('#content, #content *').forEach((each) => each.scrollTo(0, 0)))
  await page.setViewportSize({ width: size.width, height: Math.min(tallest, size.height + hidden) })
  await page.waitForLoadState('networkidle')
}
