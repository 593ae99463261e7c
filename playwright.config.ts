import { defineConfig } from '@playwright/test'
import { chromiumArgs, chromiumPath } from './e2e/fixtures/chromium.ts'
import { attach } from './local/stack/attach.ts'

export default defineConfig({
  testDir: './e2e',
  outputDir: process.env['PLAYWRIGHT_OUTPUT_DIR'] ?? './test-results',
  // Stories share one stack; two cores carry one browser beside it.
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    baseURL: attach().app_url ?? '',
    viewport: { width: 1440, height: 900 },
    // A trace takes a third of a story's time: only what is told once more leaves one.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: await chromiumPath(), args: chromiumArgs },
  },
})
