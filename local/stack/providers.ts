import { join } from 'node:path'
import type { Log } from '../log.ts'
import { startTwilioSimulator } from '../providers/twilio/server.ts'
import { startVapiSimulator } from '../providers/vapi/server.ts'
import type { ProviderCredentials } from './credentials.ts'
import type { ProviderEnvironment } from './environment.ts'
import type { Ports } from './ports.ts'
import type { Teardown } from './teardown.ts'

/** Where Twilio and VAPI stand for this stack. */
export type ProviderUrls = { twilioUrl: string; vapiUrl: string }

/** Starts a simulator for each provider that the environment does not replace. */
export async function startProviders(o: {
  stackDir: string
  ports: Ports
  env: ProviderEnvironment
  credentials: ProviderCredentials
  latency: 'realistic' | number
  teardown: Teardown
  log: Log
}): Promise<ProviderUrls> {
  const twilioUrl = o.env.twilioUrl ?? (await startTwilio(o))
  const vapiUrl = o.env.vapiUrl ?? (await startVapi(o, twilioUrl))
  return { twilioUrl, vapiUrl }
}

type Options = Parameters<typeof startProviders>[0]

async function startTwilio(o: Options): Promise<string> {
  const { accountSid, authToken, apiKey, apiSecret } = o.credentials
  const simulator = await startTwilioSimulator({
    port: o.ports.twilio,
    credentials: { accountSid, authToken, apiKey, apiSecret },
    latency: o.latency,
    stateFile: join(o.stackDir, 'twilio.json'),
    log: o.log,
  })
  o.teardown.add('Twilio simulator', () => simulator.stop())
  return simulator.url
}

async function startVapi(o: Options, twilioUrl: string): Promise<string> {
  const simulator = await startVapiSimulator({
    port: o.ports.vapi,
    apiKey: o.credentials.vapiApiKey,
    twilioUrl,
    latency: o.latency,
    stateFile: join(o.stackDir, 'vapi.json'),
    log: o.log,
  })
  o.teardown.add('VAPI simulator', () => simulator.stop())
  return simulator.url
}
