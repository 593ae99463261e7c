import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startAlertReceiver, type AlertMessage, type AlertReceiver } from './server.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
let receiver: AlertReceiver
beforeAll(async () => {
  receiver = await startAlertReceiver({ secret, log: () => undefined })
})
afterAll(() => receiver.stop())
beforeEach(async () => void (await fetch(`${receiver.url}/__control/reset`, { method: 'POST' })))

const messages = async () => (await (await fetch(`${receiver.url}/__control/messages`)).json()) as AlertMessage[]
const slack = async (body: string) => (await fetch(`${receiver.url}/slack`, { method: 'POST', body })).status
async function post(key: string): Promise<number> {
  const body = JSON.stringify({ type: 'alert.firing' })
  const at = new Date()
  const headers = { 'webhook-id': 'notification_1', 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(key).sign('notification_1', at, body) }
  return (await fetch(`${receiver.url}/webhook`, { method: 'POST', headers, body })).status
}

describe('the alert receiver', () => {
  it('takes a message as Slack does, and refuses one without text', async () => {
    expect(await slack('{"text":"Firing"}')).toBe(200)
    expect(await slack('{}')).toBe(400)
    expect(await slack('no json')).toBe(400)
    expect(await messages()).toMatchObject([{ channel: 'slack', body: { text: 'Firing' } }])
  })

  it('takes from the webhook only what is rightly signed', async () => {
    expect(await post('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toBe(401)
    expect(await post(secret)).toBe(200)
    expect(await messages()).toMatchObject([{ channel: 'webhook', id: 'notification_1', body: { type: 'alert.firing' } }])
  })

  it('keeps nothing while it is told to fail', async () => {
    await fetch(`${receiver.url}/__control/answer`, { method: 'PUT', body: '{"status":503}' })
    expect(await slack('{"text":"Firing"}')).toBe(503)
    expect(await messages()).toEqual([])
  })
})
