import { binary } from '../../local/stack/paths.ts'
import { checkBoundaries } from '../lint/check-boundaries.ts'
import { runTool } from './command.ts'
import type { Context, Counts, Suite } from './suite.ts'

async function run(context: Context): Promise<Counts> {
  const { output, code } = await runTool({ ...context, log: () => undefined }, binary('oxlint'), ['--format=json', '--deny-warnings', '.'])
  const report = parse(output)
  if (!report) {
    context.tell(output)
    return { passed: 0, failed: 1 }
  }
  const files = new Set(report.diagnostics.map((one) => one.filename))
  for (const one of report.diagnostics) {
    context.tell(`${one.filename}:${one.labels?.[0]?.span?.line ?? 1}  ${one.message}  ${one.code ?? ''}${one.help ? `\n    ${one.help}` : ''}`)
  }
  const boundaries = checkBoundaries()
  for (const problem of boundaries.problems) context.tell(problem)
  const failed = Math.max(files.size, code === 0 ? 0 : 1) + boundaries.problems.length
  return { passed: Math.max(0, report.number_of_files - failed), failed }
}

type Report = {
  number_of_files: number
  diagnostics: { filename: string; message: string; code?: string; help?: string; labels?: { span?: { line?: number } }[] }[]
}

function parse(output: string): Report | null {
  try {
    return JSON.parse(output) as Report
  } catch {
    return null
  }
}

/** oxlint: house rules and who may import whom; counts files. */
export const lint: Suite = { name: 'lint', run }
