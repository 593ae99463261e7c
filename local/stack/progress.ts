import type { Log } from '../log.ts'

/** Shows what a start is doing: one line per part, with its seconds. */
export type Progress = {
  step<T>(name: string, work: () => Promise<T>, detail?: (result: T) => string): Promise<T>
  note: Log
}

type Output = { isTTY?: boolean; write(text: string): boolean }

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/** Progress for a person: a spinner where the output is a terminal, plain lines elsewhere. */
export function createProgress(output: Output): Progress {
  const running = new Set<string>()
  const colour = (code: number, text: string) => (output.isTTY ? `\u001B[${code}m${text}\u001B[0m` : text)
  const clear = () => output.isTTY && output.write('\r\u001B[2K')
  let frame = 0
  const draw = () => {
    if (!output.isTTY || running.size === 0) return
    frame = (frame + 1) % frames.length
    output.write(`\r\u001B[2K  ${colour(33, frames[frame] ?? '')} ${[...running].join(', ')} …`)
  }
  const line: Log = (text) => {
    clear()
    output.write(`${text}\n`)
    draw()
  }
  let timer: NodeJS.Timeout | null = null
  return {
    note: line,
    async step(name, work, detail) {
      const started = performance.now()
      running.add(name)
      if (output.isTTY) timer ??= setInterval(draw, 80).unref()
      try {
        const result = await work()
        running.delete(name)
        line(finished(colour(32, '✓'), name, started, detail?.(result)))
        return result
      } catch (error) {
        running.delete(name)
        line(finished(colour(31, '✗'), name, started, 'failed'))
        throw error
      } finally {
        if (running.size === 0 && timer) {
          clearInterval(timer)
          timer = null
          clear()
        }
      }
    },
  }
}

function finished(mark: string, name: string, started: number, detail = ''): string {
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6)
  return `  ${mark} ${name.padEnd(22)}${seconds} s   ${detail}`.trimEnd()
}

/** Progress for tests: silent but for the steps' names in the log. */
export function quietProgress(log: Log): Progress {
  return {
    note: log,
    async step(name, work) {
      log(`start: ${name}`)
      return await work()
    },
  }
}

/** The same progress, but no step outlasts the signal: what it was starting ends with the process. */
export function stoppable(progress: Progress, signal: AbortSignal | undefined): Progress {
  return {
    note: progress.note,
    step(name, work, detail) {
      signal?.throwIfAborted()
      return progress.step(name, () => (signal ? Promise.race([work(), aborted(signal)]) : work()), detail)
    },
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}
