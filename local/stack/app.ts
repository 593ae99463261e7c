import type { Log } from '../log.ts'
import type { Part } from '../part.ts'
import { nextBin } from './app-build.ts'
import { keepRunning } from './backoff.ts'
import { startChild } from './child.ts'

/** Serves the console: the production build, or with hot reload. Started again when it dies. */
export function startApp(o: { dir: string; port: number; dev: boolean; apiUrl: string; publishableKey: string; log: Log; notice: Log }): Promise<Part & { url: string }> {
  const url = `http://127.0.0.1:${o.port}`
  const start = () =>
    startChild({
      file: process.execPath,
      args: [nextBin, o.dev ? 'dev' : 'start', '--hostname', '127.0.0.1', '--port', String(o.port)],
      cwd: o.dir,
      env: {
        ...process.env,
        NODE_ENV: o.dev ? 'development' : 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        NEXT_PUBLIC_SUPABASE_URL: o.apiUrl,
        NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: o.publishableKey,
      },
      url: `${url}/api/health`,
      log: o.log,
    })
  return keepRunning('The console', start, o.notice).then((part) => ({ ...part, url }))
}
