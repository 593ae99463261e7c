import { chromium, type BrowserContext } from '@playwright/test'
import lighthouse, { desktopConfig } from 'lighthouse'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedHistory } from '../../local/seed/history.ts'
import { seedTroubles } from '../../local/seed/troubles.ts'
import { demoUserId } from '../../local/seed/people.ts'
import { freePort } from '../../local/free-port.ts'
import type { StackInfo } from '../../local/stack/stack-info.ts'
import { chromiumArgs, chromiumPath } from '../fixtures/chromium.ts'
import { withStack } from '../fixtures/own-stack.ts'
import { signInContext } from '../fixtures/sign-in.ts'

// npm run bench:lighthouse: Lighthouse's desktop preset on the main pages of the demo, as a signed-in admin. SEO is left out: noindex is meant.

const categories = ['performance', 'accessibility', 'best-practices']
const signedIn = ['/overview', '/customers', `/customers/${demoUserId('mara.lindqvist@example.com')}`, '/runs', '/numbers', '/alerts', '/rollout']

const profile = mkdtempSync(join(tmpdir(), 'switchboard-lighthouse-'))
const port = await freePort()
await withStack({ latency: 0 }, async (info) => {
  await seedHistory(info.db_url)
  await seedTroubles(info)
  // Lighthouse opens a tab of its own by the debugging port, so the session must be the profile's.
  const context = await chromium.launchPersistentContext(profile, { executablePath: await chromiumPath(), args: [...chromiumArgs, `--remote-debugging-port=${port}`] })
  await measureAll(context, info)
  await context.close()
})
rmSync(profile, { recursive: true, force: true })
process.exit(0)

async function measureAll(context: BrowserContext, info: StackInfo): Promise<void> {
  say(`load ${loadavg()[0]?.toFixed(1)}`)
  say(['page'.padEnd(46), ...categories.map((name) => name.padStart(15))].join(''))
  await measure(info, '/sign-in')
  await signInContext(context, info, info.accounts.admin)
  for (const path of signedIn) await measure(info, path)
}

async function measure(info: StackInfo, path: string): Promise<void> {
  const result = await lighthouse(`${info.app_url}${path}`, { port, logLevel: 'error', onlyCategories: categories, disableStorageReset: true }, desktopConfig)
  if (!result) throw new Error(`Lighthouse gave no result for ${path}`)
  const { lhr } = result
  if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`)
  if (new URL(lhr.finalDisplayedUrl).pathname !== path) throw new Error(`${path} led to ${lhr.finalDisplayedUrl}`)
  say([path.padEnd(46), ...categories.map((name) => String(Math.round((lhr.categories[name]?.score ?? 0) * 100)).padStart(15))].join(''))
  for (const audit of Object.values(lhr.audits)) {
    if (audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== 'informative') say(`  ${audit.id}: ${audit.displayValue ?? audit.title}`)
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
