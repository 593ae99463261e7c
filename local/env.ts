/** Environment variables, as given to a program. */
export type Env = Record<string, string | undefined>

/** The same variables in the type that child_process wants; Next's types make NODE_ENV obligatory. */
export function childEnv(env: Env): NodeJS.ProcessEnv {
  return { NODE_ENV: process.env.NODE_ENV, ...env }
}
