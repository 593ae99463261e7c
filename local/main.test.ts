import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { root } from './stack/paths.ts'
import { readJson } from './stack/private-file.ts'
import { removeStack } from './stack/remove-stack.ts'
import { isAlive, listProcesses } from './stack/processes.ts'

let stackDir = ''
const commands: ChildProcess[] = []

beforeEach(() => (stackDir = mkdtempSync(join(tmpdir(), 'switchboard-main-'))))
afterEach(async () => {
  for (const command of commands.splice(0)) {
    command.kill('SIGTERM')
    await ended(command)
  }
  removeStack(stackDir)
})

type Command = { child: ChildProcess; said(): string }

function run(args: string[], env: Record<string, string> = {}): Command {
  const child = spawn(process.execPath, ['local/bootstrap.mjs', 'local/main.ts', ...args], {
    cwd: root,
    env: { ...process.env, SWITCHBOARD_STACK_DIR: stackDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  commands.push(child)
  return { child, said: () => text }
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('close', (code) => resolve(code)))
}

function runningPid(): number {
  return Number(readJson(join(stackDir, 'stack.json'))?.['pid'] ?? 0)
}

/** Processes that belong to the stack: its group, and whatever names its folder. */
function leftovers(group: number): string[] {
  return listProcesses()
    .filter((entry) => (entry.group === group || entry.command.includes(join(stackDir, 'data'))) && isAlive(entry.pid))
    .map((entry) => entry.command)
}

describe('npm run local', () => {
  it.each([
    [['--colour'], {}, /--colour/],
    [['--port=99999'], {}, /--port is "99999"/],
    [[], { TWILIO_API_BASE_URL: 'abc' }, /TWILIO_API_BASE_URL is "abc", expected an http/],
    [[], { VAPI_API_BASE_URL: 'localhost:1' }, /VAPI_API_BASE_URL is/],
  ])('stops at once and explains %j %j', async (args, env, message) => {
    const command = run(args, env)
    expect(await ended(command.child)).toBe(1)
    expect(command.said()).toMatch(message)
    expect(command.said()).not.toMatch(/ {4}at /)
    expect(existsSync(join(stackDir, 'data'))).toBe(false)
  })

  it('starts, refuses a second start, survives a kill -9 and leaves no process behind', { timeout: 240_000 }, async () => {
    const first = run(['--no-app'])
    await expect.poll(runningPid, { timeout: 120_000, interval: 200 }).toBeGreaterThan(0)
    const killed = runningPid()
    const second = run(['--no-app'])
    expect(await ended(second.child)).toBe(1)
    expect(second.said()).toContain(`running already (process ${killed})`)

    process.kill(killed, 'SIGKILL')
    await ended(first.child)
    await expect.poll(() => leftovers(killed), { timeout: 30_000 }).toEqual([])

    const third = run(['--no-app'])
    await expect.poll(runningPid, { timeout: 120_000, interval: 200 }).not.toBe(killed)
    await expect.poll(runningPid, { timeout: 120_000, interval: 200 }).toBeGreaterThan(0)
    expect(third.said()).toContain('Cleaned up after a run that was killed')
    const group = runningPid()
    third.child.kill('SIGTERM')
    expect(await ended(third.child)).toBe(0)
    expect(third.said()).toContain('Stopped.')
    expect(leftovers(group)).toEqual([])
  })
})
