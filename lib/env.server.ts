import 'server-only'
import { parsePublicEnv, type PublicEnv } from './env'

let known: PublicEnv | undefined

/** The environment of this process. The whole object is handed over, so that the bundler inlines none of it. */
export function readEnv(): PublicEnv {
  known ??= parsePublicEnv(process.env)
  return known
}
