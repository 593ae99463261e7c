import twilio from 'twilio'
import type { TwilioCredentials } from '../twilio/authenticate.ts'

/** The real SDK against a simulator. It has no option for a base URL, but every request passes its HTTP client. */
export function twilioClient(baseUrl: string, credentials: TwilioCredentials, timeoutMs = 5_000): twilio.Twilio {
  const { accountSid, apiKey, apiSecret } = credentials
  const httpClient = new twilio.RequestClient({ timeout: timeoutMs })
  const send = httpClient.request.bind(httpClient)
  httpClient.request = (options) => send({ ...options, uri: options.uri.replace('https://api.twilio.com', baseUrl) })
  return twilio(apiKey, apiSecret, { accountSid, httpClient })
}
