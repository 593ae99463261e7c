import { examine } from './doctor/examine.ts'
import type { Finding } from './doctor/finding.ts'
import { readPatient } from './doctor/target.ts'

const usage = `npm run doctor     looks at a target project, changes nothing, and names the fix of each thing that is wrong

Without SUPABASE_DB_URL it looks at the running local stack. With it, also give what is to be tried from outside:
SUPABASE_PUBLISHABLE_KEY, SERVICE_ROLE_KEY, CONSOLE_URL; SUPABASE_URL where it is not that of the project.
Ends with 1 when something is wrong.`

const marks: Record<Finding['level'], string> = { ok: '✓', look: '!', wrong: '✗', unknown: '?' }

function describe(finding: Finding): string {
  const line = `${marks[finding.level]} ${finding.area.padEnd(11)} ${finding.says}`
  return finding.fix ? `${line}\n${' '.repeat(14)}→ ${finding.fix}` : line
}

try {
  if (process.argv.includes('--help')) process.stdout.write(`${usage}\n`)
  else {
    const findings = await examine(readPatient(process.env))
    const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length
    process.stdout.write(`${findings.map(describe).join('\n')}\n\n${count('wrong')} wrong, ${count('look')} to look at, ${count('unknown')} not known, ${count('ok')} fine\n`)
    process.exitCode = count('wrong') > 0 ? 1 : 0
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
