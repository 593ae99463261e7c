import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** An executable of node_modules. */
export function binary(name: string): string {
  return join(root, 'node_modules', '.bin', name)
}

/** The folder of the stack that `npm run local` runs. */
export const localStackDir = resolve(root, process.env['SWITCHBOARD_STACK_DIR']?.trim() || '.local')

/** Where a stack says how to reach it. */
export function stackFile(stackDir: string): string {
  return join(stackDir, 'stack.json')
}
