import BaseTwilio from 'twilio/lib/base/BaseTwilio.js'
import RequestClient from 'twilio/lib/base/RequestClient.js'
import ApiBase from 'twilio/lib/rest/ApiBase.js'

/** What Twilio's SDK offers of accounts and their numbers. */
export type TwilioApi = ApiBase['v2010']

/**
 * Twilio's own SDK without its other forty products, which would make a function too large for a hosted project.
 * `username` is an API key, or the account itself with its token.
 */
export function createTwilioApi(username: string, password: string, o: { accountSid: string; httpClient: RequestClient }): TwilioApi {
  return new ApiBase(new BaseTwilio.Client(username, password, { ...o, autoRetry: false })).v2010
}

/** Sends the SDK's requests, each within this time. */
export function createHttpClient(timeoutMs: number): RequestClient {
  return new RequestClient({ timeout: timeoutMs })
}
