import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { isAlive } from '../stack/processes.ts'
import { startFunctions, type FunctionsRuntime } from './runtime.ts'

const project = join(import.meta.dirname, '..', '..')
const undo: Array<() => Promise<void> | void> = []
const patience = { timeout: 20_000, interval: 50 }

afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

/** A project of its own with the function `echo`. */
function copyFixture(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'switchboard-functions-')))
  undo.push(() => rmSync(root, { recursive: true, force: true }))
  cpSync(join(import.meta.dirname, 'fixtures', 'project'), root, { recursive: true })
  cpSync(join(project, 'package.json'), join(root, 'package.json'))
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'))
  return root
}

async function start(o: { root?: string; dev?: boolean } = {}) {
  const root = o.root ?? copyFixture()
  const said: string[] = []
  const runtime = await startFunctions({ root, env: { FIXTURE: 'given' }, dev: o.dev ?? false, log: (line) => said.push(line) })
  undo.push(() => runtime.stop())
  return { root, said, runtime, url: urlOf(runtime) }
}

function urlOf(runtime: FunctionsRuntime): string {
  const url = runtime.urls['echo']
  if (!url) throw new Error('echo is not among the functions')
  return url
}

type Echoed = { pid: number; path: string; fixture: string }

async function echo(url: string): Promise<Echoed | null> {
  const response = await fetch(`${url}/echo/here?it=is`, { headers: { connection: 'close' } }).catch(() => null)
  return response?.ok ? ((await response.json()) as Echoed) : null
}

describe('the Edge Functions runtime', () => {
  it('serves each folder that has an index.ts, with its environment, npm packages and shared modules', async () => {
    const { runtime, url } = await start()
    expect(Object.keys(runtime.urls)).toEqual(['echo'])
    expect(await echo(url)).toMatchObject({ path: '/echo/here?it=is', fixture: 'given' })
    const hello = await fetch(`${url}/echo/hello`, { method: 'POST', body: JSON.stringify({ name: 'Ada' }) })
    expect(await hello.text()).toBe('hello Ada')
  })

  it('keeps background work after the answer, and logs its failure line by line without dying of it', async () => {
    const { url, said } = await start()
    const before = await echo(url)
    expect((await fetch(`${url}/echo/later`)).status).toBe(202)
    await expect.poll(() => said, patience).toContain('echo: done later')
    await expect.poll(() => said.some((line) => line.includes('went wrong later')), patience).toBe(true)
    expect((await echo(url))?.pid).toBe(before?.pid)
  })

  it('may not write to the disk', async () => {
    const { url } = await start()
    const response = await fetch(`${url}/echo/write`)
    expect([response.status, await response.text()]).toEqual([403, 'NotCapable'])
  })

  it('comes back at the same address after it was killed or ended by itself, again and again', async () => {
    const { runtime, url, said } = await start()
    let before = await echo(url)
    for (const die of [() => runtime.kill('echo'), () => fetch(`${url}/echo/die`).catch(() => null), () => runtime.kill('echo')]) {
      await die()
      await expect.poll(async () => (await echo(url))?.pid ?? before?.pid, patience).not.toBe(before?.pid)
      before = await echo(url)
    }
    expect(said.filter((line) => line.endsWith('starting it again'))).toHaveLength(3)
    expect(said).toContain('echo ended (exit code 7); starting it again')
  })

  it('starts anew when a source changes, and only then', async () => {
    const { root, url } = await start({ dev: true })
    const before = await echo(url)
    writeFileSync(join(root, 'supabase', 'functions', '_shared', 'words.ts'), `export const greeting = 'good evening'\n`)
    await expect.poll(async () => (await echo(url))?.pid ?? before?.pid, patience).not.toBe(before?.pid)
    const hello = await fetch(`${url}/echo/hello`, { method: 'POST', body: JSON.stringify({ name: 'Ada' }) })
    expect(await hello.text()).toBe('good evening Ada')
  })

  it('says why a function does not start, and leaves no process behind', async () => {
    const root = copyFixture()
    writeFileSync(join(root, 'supabase', 'functions', 'echo', 'index.ts'), `throw new Error('TWILIO_X is missing')\n`)
    await expect(start({ root })).rejects.toThrow(/The Edge Function echo did not start:[^]*TWILIO_X is missing/)
  })

  it('lets a developer mend a function that does not start', async () => {
    const root = copyFixture()
    const index = join(root, 'supabase', 'functions', 'echo', 'index.ts')
    writeFileSync(index, `throw new Error('half written')\n`)
    const { url, said } = await start({ root, dev: true })
    expect(said.join('\n')).toContain('half written')
    writeFileSync(index, `Deno.serve(() => Response.json({ pid: 1, path: 'mended', fixture: '' }))\n`)
    await expect.poll(async () => (await echo(url))?.path, patience).toBe('mended')
  })

  it('leaves no process behind when it is stopped, nor when its parent is killed the hard way', async () => {
    const { runtime, url } = await start()
    const stopped = (await echo(url))?.pid ?? 0
    await runtime.stop()
    expect(isAlive(stopped)).toBe(false)
    const parent = spawn(process.execPath, [join(import.meta.dirname, 'fixtures', 'parent.ts'), copyFixture()], { stdio: ['ignore', 'pipe', 'inherit'] })
    undo.push(() => void parent.kill('SIGKILL'))
    const orphanUrl = await new Promise<string>((resolve) => parent.stdout.once('data', (line: Buffer) => resolve(line.toString().trim())))
    const orphan = (await echo(orphanUrl))?.pid ?? 0
    expect(isAlive(orphan)).toBe(true)
    parent.kill('SIGKILL')
    await expect.poll(() => isAlive(orphan), patience).toBe(false)
  })
})
