import { existsSync, readdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import type { Part } from '../part.ts'
import { startFunctionProcess } from './function-process.ts'

export type FunctionsRuntime = Part & {
  /** Name of each function and the URL of its process. */
  urls: Record<string, string>
  kill(name: string): Promise<void>
}

/** Starts every folder of supabase/functions that has an index.ts. */
export async function startFunctions(o: { root: string; env: Record<string, string>; dev?: boolean; log: Log }): Promise<FunctionsRuntime> {
  const all = join(o.root, 'supabase', 'functions')
  const names = readdirSync(all).filter((name) => existsSync(join(all, name, 'index.ts')))
  const started = await Promise.all(
    names.map(async (name) => {
      const options = { name, folder: join(all, name), root: o.root, port: await freePort(), env: o.env, dev: o.dev ?? false, log: o.log }
      return [name, await startFunctionProcess(options)] as const
    }),
  )
  const processes = new Map(started)
  return {
    name: 'Edge Functions',
    urls: Object.fromEntries(started.map(([name, running]) => [name, running.url])),
    kill: async (name) => {
      const running = processes.get(name)
      if (!running) throw new Error(`There is no function ${name}; there are ${names.join(', ')}`)
      await running.kill()
    },
    stop: async () => {
      await Promise.all([...processes.values()].map((running) => running.stop()))
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
