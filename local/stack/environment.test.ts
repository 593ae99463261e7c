import { describe, expect, it } from 'vitest'
import { readProviderEnvironment } from './environment.ts'

describe('the provider variables', () => {
  it('are all optional, and an empty one counts as missing', () => {
    expect(readProviderEnvironment({ TWILIO_API_BASE_URL: ' ', VAPI_API_KEY: '' })).toEqual({ twilioUrl: null, vapiUrl: null, credentials: {} })
  })

  it('replace the simulators, without a trailing slash', () => {
    expect(readProviderEnvironment({ TWILIO_API_BASE_URL: 'http://127.0.0.1:4010/', VAPI_API_BASE_URL: 'https://example.com/v' })).toMatchObject({
      twilioUrl: 'http://127.0.0.1:4010',
      vapiUrl: 'https://example.com/v',
    })
  })

  it.each(['TWILIO_API_BASE_URL', 'VAPI_API_BASE_URL', 'TWILIO_WEBHOOK_URL', 'VAPI_SERVER_URL'])('names a malformed %s and what it should be', (name) => {
    expect(() => readProviderEnvironment({ [name]: 'abc' })).toThrow(new RegExp(`${name} is "abc", expected an http`))
    expect(() => readProviderEnvironment({ [name]: 'ftp://x' })).toThrow(name)
  })

  it('names a malformed credential without repeating it', () => {
    expect(() => readProviderEnvironment({ TWILIO_ACCOUNT_SID: 'top-secret' })).toThrow(/^TWILIO_ACCOUNT_SID is malformed, expected AC/)
  })
})
