import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Log } from '../../local/log.ts'
import { root } from '../../local/stack/paths.ts'
import { runTool } from './command.ts'
import type { Context, Counts, Suite } from './suite.ts'

/** The part of vitest's JSON report that is counted and told. */
type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { name: string; status: string; message: string; assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[]
}

function suite(name: string): Suite {
  return {
    name,
    async run(context: Context): Promise<Counts> {
      const report = join(context.dir, `vitest-${name}.json`)
      const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
      const args = [vitest, 'run', '--project', name, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
      const { code } = await runTool(context, process.execPath, args)
      const counts = read(report, context.complain)
      return { ...counts, failed: Math.max(counts.failed, code === 0 ? 0 : 1) }
    },
  }
}

function read(path: string, complain: Log): Counts {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as Report
    for (const line of report.testResults.flatMap(complaints)) complain(line)
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests }
  } catch (error) {
    complain(`vitest left no report: ${String(error)}`)
    return { passed: 0, failed: 1 }
  }
}

// A file whose preparation fails has no failed test, only a message of its own.
function complaints(file: Report['testResults'][number]): string[] {
  const failed = file.assertionResults.filter((test) => test.status === 'failed')
  const path = relative(root, file.name)
  if (failed.length === 0) return file.status === 'failed' ? [`${path}: ${file.message}`] : []
  return failed.map((test) => `${path}: ${test.fullName}\n${test.failureMessages.join('\n').split('\n').slice(0, 8).join('\n')}`)
}

/** Vitest: rules and components without any server. */
export const unit = suite('unit')

/** Vitest: the stand-ins of the embedded stack, each against the real client of what it stands for. */
export const standIns = suite('stand-ins')

/** Vitest: the engine's handlers against a real database and the simulators, one named interleaving after the other. */
export const engine = suite('engine')
