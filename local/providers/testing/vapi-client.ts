import { VapiClient } from '@vapi-ai/server-sdk'

/** The real SDK against a simulator. */
export function vapiClient(baseUrl: string, token: string): VapiClient {
  return new VapiClient({ token, baseUrl, maxRetries: 0, timeoutInSeconds: 5 })
}
