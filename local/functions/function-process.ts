import type { Log } from '../log.ts'
import { accepting, spawnChild, type Child } from './child.ts'
import { denoArguments, denoBinary, denoEnvironment, type DenoTarget } from './deno-command.ts'

export { denoDir } from './deno-command.ts'

/** One Edge Function, kept running in a Deno process of its own. */
export type FunctionProcess = {
  url: string
  /** SIGKILL, as a platform that takes a worker away; it comes back by itself. */
  kill(): Promise<void>
  /** Ends the process and starts a new one at once: its source has changed. */
  reload(): Promise<void>
  stop(): Promise<void>
}

type Options = DenoTarget & { name: string; dev: boolean; log: Log }

const firstPauseMs = 100
const longestPauseMs = 5000
const stableMs = 30_000
const startMs = 120_000

/** Starts a function; starts it again with a growing pause whenever it dies. Throws with its last words if it never comes up. */
export async function startFunctionProcess(o: Options): Promise<FunctionProcess> {
  const keeper = new Keeper(o)
  const deadline = performance.now() + startMs
  if (!(await accepting(o.port, () => keeper.deaths > 0 || performance.now() > deadline))) await giveUp(o, keeper)
  return {
    url: `http://127.0.0.1:${o.port}`,
    kill: () => keeper.kill(),
    reload: () => keeper.reload(),
    stop: () => keeper.stop(),
  }
}

// Who is editing the function mends it while the rest of the stack runs; everybody else wants to know now.
async function giveUp(o: Options, keeper: Keeper): Promise<void> {
  const why = `The Edge Function ${o.name} did not start:\n${keeper.lastWords()}`
  if (o.dev) return o.log(why)
  await keeper.stop()
  throw new Error(why)
}

class Keeper {
  /** How often it died since it was last stable. */
  deaths = 0
  readonly #o: Options
  #said: string[] = []
  #stopped = false
  #child: Child
  #restart: NodeJS.Timeout | null = null
  #reloading: Child | null = null

  constructor(o: Options) {
    this.#o = o
    this.#child = this.#launch()
  }

  lastWords(): string {
    return this.#said.join('\n')
  }

  async kill(): Promise<void> {
    await this.#child.end('SIGKILL')
  }

  async reload(): Promise<void> {
    if (this.#stopped) return
    if (!this.#child.isRunning()) return this.#replace()
    this.#reloading = this.#child
    await this.#child.end('SIGKILL')
  }

  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#restart) clearTimeout(this.#restart)
    await this.#child.end('SIGTERM')
  }

  #replace(): void {
    if (this.#restart) clearTimeout(this.#restart)
    this.#restart = null
    this.#child = this.#launch()
  }

  #launch(): Child {
    const startedAt = performance.now()
    const child = spawnChild({
      file: denoBinary(this.#o.root),
      args: denoArguments(this.#o),
      cwd: this.#o.folder,
      env: denoEnvironment(this.#o),
      onLine: (line) => this.#hear(line),
    })
    void child.ended.then((how) => this.#died(child, how, performance.now() - startedAt))
    return child
  }

  #died(child: Child, how: string, livedMs: number): void {
    if (this.#stopped || this.#child !== child) return
    if (this.#reloading === child) return this.#replace()
    this.deaths = livedMs > stableMs ? 1 : this.deaths + 1
    this.#o.log(`${this.#o.name} ended (${how}); starting it again`)
    const pause = Math.min(firstPauseMs * 2 ** (this.deaths - 1), longestPauseMs)
    this.#restart = setTimeout(() => this.#replace(), pause)
  }

  #hear(line: string): void {
    this.#said = [...this.#said, line].slice(-20)
    this.#o.log(`${this.#o.name}: ${line}`)
  }
}
