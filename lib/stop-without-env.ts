import 'server-only'
import { readEnv } from './env.server'

/** A wrong environment stops the server here, with the variable's name and what it should be. */
export function stopWithoutEnv(): void {
  try {
    readEnv()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}
