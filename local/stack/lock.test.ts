import { spawn } from 'node:child_process'
import { mkdtempSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockHolder, takeLock } from './lock.ts'
import { isAlive, listProcesses } from './processes.ts'

let dir = ''
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'switchboard-lock-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** A process in a group of its own, as the stack of another command is. */
async function startOther(): Promise<{ pid: number; command: string; end(): void }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'node_modules/fake-stack'], { detached: true, stdio: 'ignore' })
  const pid = child.pid ?? -1
  await expect.poll(() => listProcesses().find((entry) => entry.pid === pid)?.command).toContain('fake-stack')
  const command = listProcesses().find((entry) => entry.pid === pid)?.command ?? ''
  return { pid, command, end: () => void child.kill('SIGKILL') }
}

describe('the lock of a stack folder', () => {
  it('is given back', async () => {
    const giveBack = await takeLock(dir, () => undefined)
    expect(existsSync(join(dir, 'lock.json'))).toBe(true)
    giveBack()
    expect(existsSync(join(dir, 'lock.json'))).toBe(false)
  })

  it('tells a second start who runs and where', async () => {
    const other = await startOther()
    writeFileSync(join(dir, 'lock.json'), JSON.stringify({ pid: other.pid, group: other.pid, command: other.command }))
    writeFileSync(join(dir, 'stack.json'), JSON.stringify({ app_url: 'http://127.0.0.1:3000' }))
    await expect(takeLock(dir, () => undefined)).rejects.toThrow(`running already (process ${other.pid}): http://127.0.0.1:3000`)
    expect(isAlive(other.pid)).toBe(true)
    other.end()
  })

  it('of a killed run is taken over, also when another program has its number now', async () => {
    const other = await startOther()
    writeFileSync(join(dir, 'lock.json'), JSON.stringify({ pid: other.pid, group: 999_999_999, command: 'npm run local' }))
    const said: string[] = []
    const giveBack = await takeLock(dir, (line) => said.push(line))
    expect(said.join()).toContain('Cleaned up after a run that was killed')
    expect(isAlive(other.pid)).toBe(true)
    expect(lockHolder(dir)).toBeNull()
    giveBack()
    other.end()
  })

  it('half written by a killed run does not stop the next start', async () => {
    writeFileSync(join(dir, 'lock.json'), '{"pi')
    const giveBack = await takeLock(dir, () => undefined)
    giveBack()
  })
})
