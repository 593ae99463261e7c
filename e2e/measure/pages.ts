import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { loadavg } from 'node:os'
import type { StackInfo } from '../../local/stack/stack-info.ts'
import { chromiumArgs, chromiumPath } from '../fixtures/chromium.ts'
import { withStack } from '../fixtures/own-stack.ts'
import { signInContext } from '../fixtures/sign-in.ts'
import { shots } from '../screenshots/pages.ts'

// npm run bench:pages: what a first visit of each page loads, and when it paints, as a signed-in admin with an empty cache.

type Paint = { first: number; largest: number; shift: number }

const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs })
await withStack({ latency: 0 }, async (info) => {
  const signedIn = await browser.newContext()
  await signInContext(signedIn, info, info.accounts.admin)
  const session = await signedIn.storageState()
  await signedIn.close()
  process.stdout.write(`load ${loadavg()[0]?.toFixed(1)}\n${'page'.padEnd(20)} ${'JavaScript'.padStart(12)} ${'first paint'.padStart(12)} ${'largest'.padStart(10)} ${'shift'.padStart(8)}\n`)
  for (const { name, path } of pages(info)) process.stdout.write(await visit(name, `${info.app_url}${path}`, session))
})
await browser.close()
process.exit(0)

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

/** The pages that stand by themselves, and a customer. */
function pages(info: StackInfo): { name: string; path: string }[] {
  const alone = shots.flatMap(({ name, path, prepare, as }) => (typeof path === 'string' && !prepare && !as ? [{ name, path }] : []))
  return [...alone, { name: 'customer', path: `/customers/${info.customers[0]?.id}` }]
}

async function visit(name: string, url: string, storageState: Session): Promise<string> {
  const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  let scripts = 0
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') void response.request().sizes().then((sizes) => (scripts += sizes.responseBodySize), () => undefined)
  })
  await page.goto(url)
  await page.getByText('Connection: Live').waitFor({ state: 'attached' })
  const paint = await readPaint(page)
  await context.close()
  return `${name.padEnd(20)} ${`${Math.round(scripts / 1000)} kB`.padStart(12)} ${`${Math.round(paint.first)} ms`.padStart(12)} ${`${Math.round(paint.largest)} ms`.padStart(10)} ${paint.shift.toFixed(3).padStart(8)}\n`
}

/** First and largest paint in milliseconds after navigation, and the sum of layout shifts. */
function readPaint(page: Page): Promise<Paint> {
  return page.evaluate(
    () =>
      new Promise<Paint>((resolve) => {
        const paint: Paint = { first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, largest: 0, shift: 0 }
        new PerformanceObserver((list) => (paint.largest = list.getEntries().at(-1)?.startTime ?? 0)).observe({ type: 'largest-contentful-paint', buffered: true })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if ('value' in entry && typeof entry.value === 'number') paint.shift += entry.value
        }).observe({ type: 'layout-shift', buffered: true })
        requestAnimationFrame(() => setTimeout(() => resolve(paint), 50))
      }),
  )
}
