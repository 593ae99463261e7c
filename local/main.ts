import { startStack } from './stack.ts'
import { banner } from './stack/banner.ts'
import { readProviderEnvironment } from './stack/environment.ts'
import { onStop } from './stack/lifetime.ts'
import { parseOptions, usage, UsageError } from './stack/options.ts'
import { localStackDir } from './stack/paths.ts'
import { createProgress } from './stack/progress.ts'
import { seedHistory } from './seed/history.ts'
import { seedInventory } from './seed/inventory.ts'
import { seedTroubles } from './seed/troubles.ts'
import { startTraffic } from './traffic/traffic.ts'

class Stopped extends Error {}

async function main(args: string[]): Promise<void> {
  const options = parseOptions(args)
  if (options.help) {
    process.stdout.write(`${usage}\n`)
    return
  }
  const providers = readProviderEnvironment(process.env)
  const progress = createProgress(process.stdout)
  const stopping = new AbortController()
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()))
  onStop(() => {
    progress.note('Stopping …')
    stopping.abort(new Stopped('Stopped.'))
  })
  progress.note('Switchboard, local stack\n')
  const stack = await startStack({
    stackDir: localStackDir,
    app: options.app && (options.dev ? 'dev' : 'production'),
    providers,
    progress,
    signal: stopping.signal,
    ports: { ...(options.appPort && { app: options.appPort }), ...(options.apiPort && { api: options.apiPort }) },
  })
  if (!providers.twilioUrl && !providers.vapiUrl && !stopping.signal.aborted) {
    await progress.step('Demo history', async () => {
      const made = await seedHistory(stack.info.db_url)
      if (made > 0) await seedInventory(stack.info)
      return made
    }, (made) => (made > 0 ? `two days of ${made} customers` : 'unchanged'))
    await progress.step('Demo troubles', () => seedTroubles(stack.info), (made) => (made > 0 ? `${made} customers to mend` : 'unchanged'))
  }
  if (!stopping.signal.aborted) progress.note(`\n${banner(stack.info)}\n`)
  const traffic = options.trafficPerMinute ? startTraffic({ url: stack.info.db_url, perMinute: options.trafficPerMinute, log: progress.note }) : null
  await stopped
  await traffic?.stop()
  await stack.stop()
  progress.note('Stopped.')
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const expected = error instanceof UsageError || error instanceof Stopped
  return !expected && process.env['DEBUG'] ? (error.stack ?? error.message) : error.message
}

try {
  await main(process.argv.slice(2))
  process.exit(0)
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`)
  process.exit(error instanceof Stopped ? 130 : 1)
}
