import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, stackFile } from '../../local/stack/paths.ts'
import { runTool } from './command.ts'
import type { Context, Counts, Suite } from './suite.ts'

/** The part of Playwright's JSON report that is counted. */
type Report = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }

async function run(context: Context): Promise<Counts> {
  await context.stack()
  const report = join(context.dir, 'playwright.json')
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  const { code } = await runTool(context, process.execPath, [cli, 'test', '--reporter=list,json'], {
    SWITCHBOARD_STACK: stackFile(join(context.dir, 'stack')),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    PLAYWRIGHT_OUTPUT_DIR: join(root, 'test-results'),
  })
  const counts = read(report)
  return { ...counts, failed: Math.max(counts.failed, code === 0 ? 0 : 1) }
}

function read(path: string): Counts {
  try {
    const { stats } = JSON.parse(readFileSync(path, 'utf8')) as Report
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

/** Playwright: stories in a real browser against the whole stack. */
export const e2e: Suite = { name: 'e2e', run }
