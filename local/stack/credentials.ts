import type { ProviderEnvironment } from './environment.ts'
import type { Secrets } from './secrets.ts'

/** What the Edge Functions need to reach the providers: from the environment where given, else this stack's own. */
export type ProviderCredentials = {
  accountSid: string
  authToken: string
  apiKey: string
  apiSecret: string
  vapiApiKey: string
  vault: Record<string, string>
}

/** Merges the developer's credentials with the generated ones that the simulators know. */
export function providerCredentials(secrets: Secrets, env: ProviderEnvironment): ProviderCredentials {
  const own = {
    TWILIO_ACCOUNT_SID: secrets.twilioAccountSid,
    TWILIO_AUTH_TOKEN: secrets.twilioAuthToken,
    TWILIO_API_KEY: secrets.twilioApiKey,
    TWILIO_API_SECRET: secrets.twilioApiSecret,
    TWILIO_WEBHOOK_URL: 'https://api.vapi.ai/twilio/inbound_call',
    VAPI_API_KEY: secrets.vapiApiKey,
    VAPI_WEBHOOK_SECRET: secrets.vapiWebhookSecret,
  }
  const vault = { ...own, ...env.credentials }
  return {
    accountSid: vault.TWILIO_ACCOUNT_SID,
    authToken: vault.TWILIO_AUTH_TOKEN,
    apiKey: vault.TWILIO_API_KEY,
    apiSecret: vault.TWILIO_API_SECRET,
    vapiApiKey: vault.VAPI_API_KEY,
    vault,
  }
}
