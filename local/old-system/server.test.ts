import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOldSystem, type OldSystem } from './server.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
let old: OldSystem
beforeAll(async () => {
  old = await startOldSystem({ secret, log: () => undefined })
})
afterAll(() => old.stop())

async function handOver(id: string, key = secret): Promise<number> {
  const body = JSON.stringify({ type: 'phone_provisioning.handed_over' })
  const at = new Date()
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign(id, at, body),
  }
  return (await fetch(`${old.url}/handover`, { method: 'POST', headers, body, redirect: 'manual' })).status
}
const taken = async () => (await (await fetch(`${old.url}/__control/handovers`)).json()) as Array<{ id: string; attempts: number }>
const answer = (status: number) => fetch(`${old.url}/__control/answer`, { method: 'PUT', body: JSON.stringify({ status }) })

describe('the old system', () => {
  it('refuses what somebody else signed', async () => {
    expect(await handOver('handover_1', 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toBe(401)
    expect(await taken()).toEqual([])
  })

  it('takes each message once, however often it is sent', async () => {
    expect(await handOver('handover_1')).toBe(202)
    expect(await handOver('handover_1')).toBe(202)
    expect(await taken()).toMatchObject([{ id: 'handover_1', attempts: 2 }])
  })

  it('takes nothing while it is told to fail or to redirect', async () => {
    await answer(503)
    expect(await handOver('handover_2')).toBe(503)
    await answer(307)
    expect(await handOver('handover_2')).toBe(307)
    expect(await taken()).toHaveLength(1)
    await answer(202)
    expect(await handOver('handover_2')).toBe(202)
    expect(await taken()).toHaveLength(2)
  })
})
