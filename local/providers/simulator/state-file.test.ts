import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { control, testCredentials, testVapiKey } from '../testing/providers.ts'
import { twilioClient } from '../testing/twilio-client.ts'
import { vapiClient } from '../testing/vapi-client.ts'
import { startTwilioSimulator } from '../twilio/server.ts'
import { startVapiSimulator } from '../vapi/server.ts'

describe('a state file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulators-'))
  const file = (name: string) => join(folder, name)
  afterAll(() => rmSync(folder, { recursive: true }))

  const startTwilio = () => startTwilioSimulator({ credentials: testCredentials, latency: 0, stateFile: file('twilio.json') })
  const startVapi = () => startVapiSimulator({ apiKey: testVapiKey, latency: 0, stateFile: file('vapi.json') })

  it("carries Twilio's numbers over a restart, and a number given back stays gone", async () => {
    const first = await startTwilio()
    const sdk = twilioClient(first.url, testCredentials)
    const [kept, returned] = await sdk.availablePhoneNumbers('US').local.list({ limit: 2 })
    if (!kept || !returned) throw new Error('the search found nothing')
    const { sid, dateCreated } = await sdk.incomingPhoneNumbers.create({ phoneNumber: kept.phoneNumber, friendlyName: 'kept' })
    const { sid: returnedSid } = await sdk.incomingPhoneNumbers.create({ phoneNumber: returned.phoneNumber })
    await sdk.incomingPhoneNumbers(returnedSid).remove()
    await first.stop()

    const second = await startTwilio()
    const again = twilioClient(second.url, testCredentials)
    expect(await again.incomingPhoneNumbers.list()).toMatchObject([{ sid, dateCreated, friendlyName: 'kept' }])
    await expect(again.incomingPhoneNumbers.create({ phoneNumber: returned.phoneNumber })).rejects.toMatchObject({ code: 21422 })
    await second.stop()
  })

  it("carries VAPI's numbers and assistants over a restart", async () => {
    const first = await startVapi()
    const sdk = vapiClient(first.url, testVapiKey)
    const assistant = await sdk.assistants.create({ name: 'Receptionist' })
    const { id } = await sdk.phoneNumbers.create({
      provider: 'twilio',
      number: '+14155550100',
      twilioAccountSid: testCredentials.accountSid,
      twilioAuthToken: testCredentials.authToken,
      assistantId: assistant.id,
    })
    await first.stop()

    const second = await startVapi()
    const again = vapiClient(second.url, testVapiKey)
    expect(await again.phoneNumbers.get({ id })).toMatchObject({ number: '+14155550100', assistantId: assistant.id })
    expect(await again.assistants.list()).toMatchObject([{ name: 'Receptionist' }])
    await second.stop()
  })

  it('is written whole, without anybody asking, and only its owner can read it', async () => {
    const twilio = await startTwilio()
    const numbers = Array.from({ length: 50 }, (_, index) => `+1415222${String(index).padStart(4, '0')}`)
    await Promise.all(numbers.map((phone_number) => control(twilio, 'POST', 'numbers', { phone_number })))
    await expect.poll(() => numbers.every((number) => readFileSync(file('twilio.json'), 'utf8').includes(number))).toBe(true)
    await twilio.stop()
    expect(statSync(file('twilio.json')).mode & 0o777).toBe(0o600)
    expect(existsSync(file('twilio.json.new'))).toBe(false)
  })

  it('that cannot be read stops the start and is named', async () => {
    writeFileSync(file('twilio.json'), '{"numbers": [')
    await expect(startTwilio()).rejects.toThrow(/twilio\.json cannot be read: delete it/)
  })
})
