import { parseArgs } from 'node:util'
import { attach } from '../local/stack/attach.ts'
import { withClient } from '../local/stack/connect.ts'
import { UsageError } from '../local/stack/options.ts'
import { goBack } from './rollback/go-back.ts'
import { rollBack } from './rollback/roll-back.ts'

const usage = `npm run rollback -- [options]          stop Switchboard and leave everybody to the old system
npm run rollback -- --back [options]   and back again

  --reason "…"   kept in the history and the audit trail
  --wait N       seconds for the functions to hand over who still waits (default 30; 0 when they are broken)
  --list         print the id of everybody whom the old system must look after by hand
  --help         this text

Both may be repeated: what is done already is said and left. docs/runbooks/rollback.md has the whole story.
Ends with 0 once everything stands still; its last lines say who is left to look after.
The database is that of SUPABASE_DB_URL when set, else that of the running local stack.`

async function main(args: string[]): Promise<void> {
  const { values } = read(args)
  if (values.help) return say(usage)
  const seconds = Number(values.wait ?? '30')
  if (!Number.isInteger(seconds) || seconds < 0) throw new UsageError(`--wait is "${values.wait}", expected a whole number of seconds.`)
  const reason = values.reason?.trim() || (values.back ? 'Back again with npm run rollback -- --back' : 'Rolled back with npm run rollback')
  const url = process.env['SUPABASE_DB_URL']?.trim() || attach().db_url
  await withClient(url, (client) =>
    values.back ? goBack(client, { reason, say }) : rollBack(client, { reason, say, waitMs: seconds * 1000, list: values.list === true }),
  )
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        back: { type: 'boolean' },
        reason: { type: 'string' },
        wait: { type: 'string' },
        list: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
