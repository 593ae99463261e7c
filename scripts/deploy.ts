import { parseArgs } from 'node:util'
import { UsageError } from '../local/stack/options.ts'
import { deploy } from './deploy/deploy.ts'
import { readTarget } from './deploy/target.ts'

const usage = `npm run deploy -- [options]     show what a deployment would do; changes nothing
npm run deploy -- --yes         do it

  --project-ref REF   the project (default: read from the database URL)
  --help              this text

SUPABASE_DB_URL names the target's database (role postgres). Functions are deployed too when SUPABASE_ACCESS_TOKEN is set.
docs/deployment.md has the whole story.`

function read(args: string[]) {
  try {
    return parseArgs({ args, options: { yes: { type: 'boolean' }, 'project-ref': { type: 'string' }, help: { type: 'boolean' } } }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

try {
  const options = read(process.argv.slice(2))
  if (options.help) say(usage)
  else await deploy(readTarget(process.env, options['project-ref']), { yes: options.yes === true, say })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
