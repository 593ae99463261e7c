/** Runs once when the server starts: a wrong environment stops it here, with the variable's name. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] === 'edge') return
  const { readEnv } = await import('./lib/env.server')
  readEnv()
}
