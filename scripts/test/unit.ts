import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../local/stack/paths.ts'
import { runTool } from './command.ts'
import type { Context, Counts, Suite } from './suite.ts'

/** The part of vitest's JSON report that is counted. */
type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numFailedTestSuites: number }

function suite(name: string): Suite {
  return {
    name,
    async run(context: Context): Promise<Counts> {
      const report = join(context.dir, `vitest-${name}.json`)
      const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
      const args = [vitest, 'run', '--project', name, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
      const { code } = await runTool(context, process.execPath, args)
      const counts = read(report)
      return { ...counts, failed: Math.max(counts.failed, code === 0 ? 0 : 1) }
    },
  }
}

function read(path: string): Counts {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as Report
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

/** Vitest: rules and components without any server. */
export const unit = suite('unit')

/** Vitest: the stand-ins of the embedded stack, each against the real client of what it stands for. */
export const standIns = suite('stand-ins')

/** Vitest: the engine's handlers against a real database and the simulators, one named interleaving after the other. */
export const engine = suite('engine')
