import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { claimPort, freePort } from './free-port.ts'

const freePortFile = new URL('free-port.ts', import.meta.url).href
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

// Another process says what `claimPort` answers there, and stays alive with what it has claimed.
async function elsewhere(port: number): Promise<boolean> {
  const script = `import { claimPort } from '${freePortFile}'; console.log(await claimPort(${port})); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  ends.push(async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return said.toString().trim() === 'true'
}

describe('a free port', () => {
  it('lies below those that the system lends to outgoing connections', async () => {
    for (const port of await Promise.all(Array.from({ length: 50 }, freePort))) expect(port).toBeLessThan(32_768)
  })

  it('is given once, however many ask at the same time', async () => {
    const ports = await Promise.all(Array.from({ length: 50 }, freePort))
    expect(new Set(ports).size).toBe(50)
  })

  it('is another process’s from when it was chosen, though nobody listens yet', async () => {
    expect(await elsewhere(await freePort())).toBe(false)
  })

  it('is free again once the process that chose it was killed', async () => {
    const port = await freePort()
    const other = port === 10_240 ? port + 1 : port - 1
    expect(await elsewhere(other)).toBe(true)
    expect(await claimPort(other)).toBe(false)
    await ends.pop()?.()
    expect(await claimPort(other)).toBe(true)
  })

  it('stays this process’s own, to be listened on again after a stop', async () => {
    const port = await freePort()
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    expect(await claimPort(port)).toBe(false)
    await new Promise((resolve) => server.close(resolve))
    expect(await claimPort(port)).toBe(true)
  })
})
