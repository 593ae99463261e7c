import { describe, expect, it } from 'vitest'
import { checkHealth } from './check-health'

const env = { supabaseUrl: 'http://127.0.0.1:1', publishableKey: 'sb_publishable_x', environment: 'Local' }
const answers = (auth: Response, rest: Response): typeof fetch => (url) => Promise.resolve(String(url).includes('/auth/') ? auth : rest)
const denied = () => Response.json({ code: '42501', message: 'permission denied' }, { status: 401 })

describe('checkHealth', () => {
  it('is ok when the database itself refuses us', async () => {
    expect(await checkHealth(env, answers(Response.json({}), denied()))).toEqual({ status: 'ok', checks: { auth: 'ok', database: 'ok' } })
  })

  it('is down when the gateway answers but the database does not', async () => {
    const health = await checkHealth(env, answers(Response.json({}), new Response('upstream', { status: 502 })))
    expect(health).toEqual({ status: 'down', checks: { auth: 'ok', database: 'down' } })
  })

  it('is down when nobody answers', async () => {
    const health = await checkHealth(env, () => Promise.reject(new Error('refused')))
    expect(health.status).toBe('down')
  })
})
