/** Runs once when the server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { stopWithoutEnv } = await import('./lib/stop-without-env')
    stopWithoutEnv()
  }
}
