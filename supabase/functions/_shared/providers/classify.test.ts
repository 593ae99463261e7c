import assert from 'node:assert/strict'
import { errorCatalogue, lookUpError } from '../domain/error-catalogue.ts'
import { classifyTwilio } from './twilio.ts'
import { classifyVapi } from './vapi.ts'

Deno.test('what Twilio answers comes to its code, and only a server’s failure or silence leaves the outcome open', () => {
  for (const code of Object.keys(errorCatalogue.twilio).filter((each) => /^\d+$/.test(each))) assert.equal(classifyTwilio({ status: 400, code: Number(code) }).code, code)
  const cases: [error: unknown, code: string, unknown: boolean][] = [
    [{ status: 400, code: 21422 }, '21422', false],
    [{ status: 429, code: 20429 }, '20429', false],
    [{ status: 500, code: 20500 }, '20500', true],
    [{ status: 503, code: 20503 }, '20503', true],
    [{ status: 502 }, '502', true],
    [{ status: 401 }, '401', false],
    [{ code: 'ECONNRESET' }, 'network', true],
    [Object.assign(new Error('timeout of 15000ms exceeded'), { code: 'ECONNABORTED' }), 'timeout', true],
    [new DOMException('No answer within 15000 ms', 'TimeoutError'), 'timeout', true],
  ]
  for (const [error, code, unknown] of cases) assert.deepEqual([classifyTwilio(error).code, classifyTwilio(error).unknown], [code, unknown], JSON.stringify(error))
  // A status without a code of Twilio's own stands for one.
  assert.deepEqual([lookUpError('twilio', '502').retry, lookUpError('twilio', '401').retry, lookUpError('twilio', '429').retry], ['check_first', 'halt', 'yes'])
})

Deno.test('what VAPI answers comes to its status, or to a text that was seen', () => {
  const cases: [error: unknown, code: string, unknown: boolean][] = [
    [{ statusCode: 400, body: { message: 'Number Not Found on Twilio' } }, 'not_on_twilio', false],
    [{ statusCode: 400, body: { message: 'Couldn’t Update Twilio Number. Error: 404' } }, 'not_on_twilio', false],
    [{ statusCode: 400, body: { message: ['number must be a valid phone number in the E.164 format. Hot tip, you may be missing the country code (Eg. US: +1).'] } }, 'invalid_number', false],
    [{ statusCode: 400, body: { message: 'name is too long' } }, '400', false],
    [{ statusCode: 401, body: null }, '401', false],
    [{ statusCode: 429 }, '429', false],
    [{ statusCode: 502 }, '502', true],
    [new TypeError('error sending request'), 'network', true],
  ]
  for (const [error, code, unknown] of cases) assert.deepEqual([classifyVapi(error).code, classifyVapi(error).unknown], [code, unknown], JSON.stringify(error))
  assert.equal(lookUpError('vapi', '502').retry, 'yes')
})
