import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../../local/log.ts'
import { root, stackFile } from '../../local/stack/paths.ts'
import { runTool } from './command.ts'
import type { Context, Counts, Suite } from './suite.ts'

/** The part of Playwright's JSON report that is counted and told. */
type Report = { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; suites: Stories[]; errors: { message?: string }[] }
type Stories = { suites?: Stories[]; specs?: Story[] }
type Story = { title: string; file: string; line: number; ok: boolean; tests: { results: { errors: { message?: string }[] }[] }[] }

async function run(context: Context): Promise<Counts> {
  const { stackDir } = await context.stack()
  const report = join(context.dir, 'playwright.json')
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  // On a shared machine a story may meet a pause of seconds: it is told once more, and the report names it as flaky.
  const { code } = await runTool(context, process.execPath, [cli, 'test', '--reporter=list,json', '--retries=1', '--forbid-only'], {
    SWITCHBOARD_STACK: stackFile(stackDir),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    PLAYWRIGHT_OUTPUT_DIR: join(root, 'test-results'),
  })
  const counts = read(report, context.complain)
  return { ...counts, failed: Math.max(counts.failed, code === 0 ? 0 : 1) }
}

function read(path: string, complain: Log): Counts {
  try {
    const { stats, suites, errors } = JSON.parse(readFileSync(path, 'utf8')) as Report
    for (const line of [...errors.map(({ message }) => message ?? ''), ...suites.flatMap(storiesOf).filter((story) => !story.ok).map(complaint)]) complain(line)
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
  } catch (error) {
    complain(`Playwright left no report: ${String(error)}`)
    return { passed: 0, failed: 1 }
  }
}

function storiesOf(stories: Stories): Story[] {
  return [...(stories.specs ?? []), ...(stories.suites ?? []).flatMap(storiesOf)]
}

function complaint(story: Story): string {
  const last = story.tests.at(-1)?.results.at(-1)?.errors[0]?.message ?? ''
  return `${story.file}:${story.line} ${story.title}\n${last.split('\n').slice(0, 12).join('\n')}`
}

/** Playwright: stories in a real browser against the whole stack. */
export const e2e: Suite = { name: 'e2e', run }
