import type { Log } from './log.ts'
import { startAlertReceiver } from './alert-receiver/server.ts'
import { startOldSystem } from './old-system/server.ts'
import type { Database } from './postgres/server.ts'
import type { Realtime } from './realtime/server.ts'
import { seedDemo } from './seed/seed.ts'
import { startApi, type Functions } from './stack/api.ts'
import { buildApp, type Build } from './stack/app-build.ts'
import { snapshotApp } from './stack/app-snapshot.ts'
import { startApp } from './stack/app.ts'
import { captureConsole } from './stack/capture-console.ts'
import { providerCredentials } from './stack/credentials.ts'
import { startData } from './stack/data.ts'
import { readProviderEnvironment, type ProviderEnvironment } from './stack/environment.ts'
import { openLogFile } from './stack/log-file.ts'
import { takeLock } from './stack/lock.ts'
import { root, stackFile } from './stack/paths.ts'
import { choosePorts, type Ports } from './stack/ports.ts'
import { writePrivateJson } from './stack/private-file.ts'
import { quietProgress, stoppable, type Progress } from './stack/progress.ts'
import { startProviders } from './stack/providers.ts'
import { loadSecrets, type Secrets } from './stack/secrets.ts'
import { describeStack, type StackInfo } from './stack/stack-info.ts'
import { Teardown } from './stack/teardown.ts'
import { storeSecrets } from './stack/vault.ts'
import { startWorkers } from './stack/workers.ts'

/** What to start. Tests give a temporary `stackDir`, latency 0 and leave out what they do not need. */
export type StackOptions = {
  stackDir: string
  app?: 'production' | 'dev' | false
  functions?: boolean
  seed?: boolean
  latency?: 'realistic' | number
  providers?: ProviderEnvironment
  /** False where the stack is thrown away: its database does not wait for the disk. */
  durable?: boolean
  ports?: Partial<Ports>
  progress?: Progress
  log?: Log
  /** Aborted: the start gives up at its next step and leaves nothing behind. */
  signal?: AbortSignal
}

/** A running stack. */
export type Stack = { info: StackInfo; database: Database; realtime: Realtime; functions: Functions | null; stop(): Promise<void> }

type Start = StackOptions & { log: Log; notice: Log; progress: Progress; teardown: Teardown; env: ProviderEnvironment }

/** Starts the whole embedded stack, or leaves nothing behind. */
export async function startStack(o: StackOptions): Promise<Stack> {
  const teardown = new Teardown()
  const progress = stoppable(o.progress ?? quietProgress(o.log ?? (() => undefined)), o.signal)
  try {
    const env = o.providers ?? readProviderEnvironment(process.env)
    teardown.add('lock', await takeLock(o.stackDir, progress.note))
    const log = both(openLogFile(o.stackDir), o.log)
    teardown.add('console', captureConsole(log))
    return await startParts({ ...o, log, notice: both(log, progress.note), progress, teardown, env })
  } catch (error) {
    await teardown.run(progress.note)
    throw error
  }
}

async function startParts(o: Start): Promise<Stack> {
  const secrets = loadSecrets(o.stackDir)
  const ports = await choosePorts(o.stackDir, o.ports ?? {})
  // The build needs nothing of the stack, so it goes on beside it.
  const building = o.app === 'production' ? startBuild(o) : Promise.resolve(null)
  building.catch(() => undefined)
  const database = await startData({ ...o, port: ports.database, secrets })
  await startWorkers({ ...o, adminUrl: database.adminUrl })
  const credentials = providerCredentials(secrets, o.env)
  const providers = await o.progress.step('Twilio and VAPI', () =>
    startProviders({ ...o, ports, credentials, latency: o.latency ?? 'realistic' }),
  )
  const oldSystem = await startOldSystem({ port: ports.oldSystem, secret: secrets.oldSystemSecret, log: o.log })
  o.teardown.add('Old system', () => oldSystem.stop())
  const handover = { OLD_SYSTEM_URL: `${oldSystem.url}/handover`, OLD_SYSTEM_SECRET: secrets.oldSystemSecret }
  const receiver = await startAlertReceiver({ port: ports.alertReceiver, secret: secrets.alertSecret, log: o.log })
  o.teardown.add('Alert receiver', () => receiver.stop())
  const alerts = { ALERT_SLACK_URL: `${receiver.url}/slack`, ALERT_WEBHOOK_URL: `${receiver.url}/webhook`, ALERT_WEBHOOK_SECRET: secrets.alertSecret }
  const paddle = { PADDLE_WEBHOOK_SECRET: secrets.paddleWebhookSecret }
  await storeSecrets(database.url, { ...credentials.vault, ...nudge(secrets, ports), ...handover, ...alerts, ...paddle })
  const api = await startApi({ ...o, port: ports.api, appUrl: o.app ? `http://127.0.0.1:${ports.app}` : null, database, secrets, providers, functions: o.functions ?? true, dev: o.app === 'dev' })
  const seeded = await o.progress.step('Demo data', () => seedDemo(database.url, { demo: o.seed ?? true }), (done) => done.summary)
  const build = await building
  const dir = build ? snapshotApp(o.stackDir, build) : root
  const appUrl = o.app ? await serveApp(o, dir, ports, api.url, secrets) : null
  const info = describeStack({ appUrl, apiUrl: api.url, database, secrets, providers, oldSystemUrl: oldSystem.url, alertReceiverUrl: receiver.url, seeded, ports })
  writePrivateJson(stackFile(o.stackDir), info)
  return { info, database, realtime: api.realtime, functions: api.functions, stop: () => o.teardown.run(o.log) }
}

function both(one: Log, other: Log | undefined): Log {
  return (line) => {
    one(line)
    other?.(line)
  }
}

function startBuild(o: Start): Promise<Build> {
  const cancel = new AbortController()
  o.teardown.add('Build', () => cancel.abort())
  return o.progress.step('Console build', () => buildApp(o.log, cancel.signal), (build) => build.done)
}

async function serveApp(o: Start, dir: string, ports: Ports, apiUrl: string, secrets: Secrets): Promise<string> {
  const app = await o.progress.step('Console', () =>
    startApp({ dir, port: ports.app, dev: o.app === 'dev', apiUrl, publishableKey: secrets.publishableKey, log: o.log, notice: o.notice }),
  )
  o.teardown.add('Console', () => app.stop())
  return app.url
}

function nudge(secrets: Secrets, ports: Ports): Record<string, string> {
  return {
    provision_nudge_key: secrets.nudgeKey,
    provision_function_url: `http://127.0.0.1:${ports.api}/functions/v1/phone-number-provision`,
  }
}
