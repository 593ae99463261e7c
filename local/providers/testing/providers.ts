import type { Exchange } from '../simulator/exchange.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { startTwilioSimulator } from '../twilio/server.ts'
import { startVapiSimulator } from '../vapi/server.ts'
import { twilioClient } from './twilio-client.ts'
import { vapiClient } from './vapi-client.ts'

/** An account that exists only in tests. */
export const testCredentials = {
  accountSid: `AC${'a'.repeat(32)}`,
  authToken: 'test-auth-token',
  apiKey: `SK${'b'.repeat(32)}`,
  apiSecret: 'test-api-secret',
}

/** The key of an organisation that exists only in tests. */
export const testVapiKey = 'test-vapi-key'

/** Both simulators without latency, the real SDKs pointed at them, and everything that was said. */
export type TestProviders = {
  twilio: Simulator
  vapi: Simulator
  twilioSdk: ReturnType<typeof twilioClient>
  vapiSdk: ReturnType<typeof vapiClient>
  exchanges: { twilio: Exchange[]; vapi: Exchange[] }
  reset(): Promise<void>
  stop(): Promise<void>
}

/** Starts both simulators for one test file. */
export async function startTestProviders(): Promise<TestProviders> {
  const exchanges: TestProviders['exchanges'] = { twilio: [], vapi: [] }
  const twilio = await startTwilioSimulator({
    credentials: testCredentials,
    latency: 0,
    seed: 1,
    onExchange: (exchange) => exchanges.twilio.push(exchange),
  })
  const vapi = await startVapiSimulator({
    apiKey: testVapiKey,
    twilioUrl: twilio.url,
    latency: 0,
    onExchange: (exchange) => exchanges.vapi.push(exchange),
  })
  return {
    twilio,
    vapi,
    twilioSdk: twilioClient(twilio.url, testCredentials),
    vapiSdk: vapiClient(vapi.url, testVapiKey),
    exchanges,
    reset: async () => {
      await Promise.all([control(twilio, 'POST', 'reset'), control(vapi, 'POST', 'reset')])
    },
    stop: async () => {
      await Promise.all([twilio.stop(), vapi.stop()])
    },
  }
}

/** Calls a control API; the answer's JSON, or null without one. */
export async function control<T = unknown>(simulator: { url: string }, method: string, name: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${simulator.url}/__control/${name}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${answer.status} ${text}`)
  return (text === '' ? null : JSON.parse(text)) as T
}

/** Numbers that can be bought, from the search. */
export async function findNumbers(providers: TestProviders, limit: number): Promise<string[]> {
  const found = await providers.twilioSdk.availablePhoneNumbers('US').local.list({ limit })
  return found.map((number) => number.phoneNumber)
}

/** One number that can be bought. */
export async function findNumber(providers: TestProviders): Promise<string> {
  const [phoneNumber] = await findNumbers(providers, 1)
  if (phoneNumber === undefined) throw new Error('the search found nothing')
  return phoneNumber
}
