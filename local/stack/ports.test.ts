import { createServer } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../free-port.ts'
import { choosePorts } from './ports.ts'

let dir = ''
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'switchboard-ports-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

async function occupy(port: number): Promise<() => Promise<void>> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return () => new Promise((resolve) => server.close(() => resolve()))
}

describe('choosing ports', () => {
  it('keeps the ports of the last start', async () => {
    const first = await choosePorts(dir, {})
    expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length)
    expect(await choosePorts(dir, {})).toEqual(first)
  })

  it('takes another one when the last is in use by somebody else', async () => {
    const first = await choosePorts(dir, {})
    const leave = await occupy(first.app)
    const second = await choosePorts(dir, {})
    await leave()
    expect(second.app).not.toBe(first.app)
    expect(second.api).toBe(first.api)
  })

  it('says which wanted port is in use', async () => {
    const port = await freePort()
    const leave = await occupy(port)
    await expect(choosePorts(dir, { app: port })).rejects.toThrow(`Port ${port} for the app is in use`)
    await leave()
  })
})
