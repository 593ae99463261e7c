import { parseArgs } from 'node:util'
import { attach } from '../local/stack/attach.ts'
import { withClient } from '../local/stack/connect.ts'
import { UsageError } from '../local/stack/options.ts'
import { addMember, listMembers, removeMember } from './staff/members.ts'

const usage = `npm run staff -- --list
npm run staff -- --add <user id> <viewer|operator|admin> [--name "Display Name"]
npm run staff -- --remove <user id>

The database is that of SUPABASE_DB_URL when set, else that of the running local stack.`

async function main(args: string[]): Promise<string> {
  const { values, positionals } = read(args)
  const chosen = [values.list, values.add !== undefined, values.remove !== undefined].filter(Boolean).length
  if (values.help || chosen !== 1) throw new UsageError(usage)
  const url = process.env['SUPABASE_DB_URL']?.trim() || attach().db_url
  return withClient(url, (client) => {
    if (values.add !== undefined) return addMember(client, values.add, positionals[0] ?? '', values.name ?? null)
    if (values.remove !== undefined) return removeMember(client, values.remove)
    return listMembers(client)
  })
}

function read(args: string[]) {
  try {
    return parseArgs({
      // The design writes `staff -- add …`; both forms mean the same.
      args: args.map((arg, index) => (index === 0 && ['add', 'remove', 'list', 'help'].includes(arg) ? `--${arg}` : arg)),
      allowPositionals: true,
      options: {
        list: { type: 'boolean' },
        add: { type: 'string' },
        remove: { type: 'string' },
        name: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
}

try {
  process.stdout.write(`${await main(process.argv.slice(2))}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
