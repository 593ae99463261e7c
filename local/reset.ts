import { existsSync } from 'node:fs'
import { lockHolder } from './stack/lock.ts'
import { endOrphans } from './stack/orphans.ts'
import { removeStack } from './stack/remove-stack.ts'
import { localStackDir } from './stack/paths.ts'

const holder = lockHolder(localStackDir)
if (holder) {
  process.stderr.write(`The stack is running (process ${holder.pid}). Stop it first (Ctrl-C there, or kill ${holder.pid}), then reset.\n`)
  process.exit(1)
}
const existed = existsSync(localStackDir)
await endOrphans(localStackDir, -1)
removeStack(localStackDir)
process.stdout.write(existed ? 'The local stack is empty again. npm run local starts afresh.\n' : 'There was nothing to reset.\n')
