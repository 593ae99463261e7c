import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import type { Part } from '../part.ts'
import { freePort } from '../free-port.ts'
import { startFunctionProcess, type FunctionProcess } from './function-process.ts'
import { watchSources } from './watch-sources.ts'

/** The Edge Functions of a project, each in its process. */
export type FunctionsRuntime = Part & {
  /** Name of each function and the URL of its process. */
  urls: Record<string, string>
  /** SIGKILL; the function comes back by itself. */
  kill(name: string): Promise<void>
}

export type FunctionsOptions = { root: string; env: Record<string, string>; dev?: boolean; log: Log }

/** Starts every folder of supabase/functions that has an index.ts. In `dev`, a change of source starts the function anew. */
export async function startFunctions(o: FunctionsOptions): Promise<FunctionsRuntime> {
  const dir = join(o.root, 'supabase', 'functions')
  const processes = await startAll(o, dir, functionNames(dir))
  const unwatch = o.dev ? watchSources(dir, (folders) => void reload(processes, folders, o.log)) : () => undefined
  return {
    name: 'Edge Functions',
    urls: Object.fromEntries([...processes].map(([name, running]) => [name, running.url])),
    kill: async (name) => {
      const running = processes.get(name)
      if (!running) throw new Error(`There is no function ${name}; there are ${[...processes.keys()].join(', ')}`)
      await running.kill()
    },
    stop: async () => {
      unwatch()
      await stopAll(processes)
    },
  }
}

function functionNames(dir: string): string[] {
  return readdirSync(dir).filter((name) => !name.startsWith('_') && existsSync(join(dir, name, 'index.ts')))
}

async function startAll(o: FunctionsOptions, dir: string, names: string[]): Promise<Map<string, FunctionProcess>> {
  const started = new Map<string, FunctionProcess>()
  const outcomes = await Promise.allSettled(
    names.map(async (name) => {
      const target = { root: o.root, folder: join(dir, name), port: await freePort(), env: o.env }
      started.set(name, await startFunctionProcess({ ...target, name, dev: o.dev ?? false, log: o.log }))
    }),
  )
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (!failed) return started
  await stopAll(started)
  throw failed.reason
}

async function reload(processes: Map<string, FunctionProcess>, folders: Set<string>, log: Log): Promise<void> {
  for (const [name, running] of processes) {
    if (!folders.has(name) && ![...folders].some((folder) => folder.startsWith('_'))) continue
    log(`${name}: source changed`)
    await running.reload()
  }
}

async function stopAll(processes: Map<string, FunctionProcess>): Promise<void> {
  await Promise.all([...processes.values()].map((running) => running.stop()))
}
