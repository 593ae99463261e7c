import type { Log } from '../log.ts'

/** Things to undo, in reverse order of their making. */
export class Teardown {
  readonly #steps: { name: string; undo: () => Promise<void> | void }[] = []
  #running: Promise<void> | null = null

  /** Remembers how to undo something. */
  add(name: string, undo: () => Promise<void> | void): void {
    this.#steps.push({ name, undo })
  }

  /** Undoes everything once; one failure does not keep the rest from being undone. */
  run(log: Log): Promise<void> {
    this.#running ??= this.#undoAll(log)
    return this.#running
  }

  async #undoAll(log: Log): Promise<void> {
    for (const step of this.#steps.toReversed()) {
      try {
        await step.undo()
      } catch (error) {
        log(`${step.name} did not stop cleanly: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
}
