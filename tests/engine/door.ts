/** What goes wrong when a worker passes a door. */
export type Way =
  | 'killed before'
  | 'killed after'
  | 'answer lost'
  | 'no answer, no effect'
  | 'no answer, took effect'
  /** This call and all later ones to the database, until it is back. */
  | 'database away'
  /** Answered otherwise; with `performed` it took effect all the same. */
  | { refused: string; status: number; body: unknown; performed?: boolean; until?: Promise<void> }
  /** Waits before it takes effect, or before it is answered. */
  | { held: 'before' | 'after'; until: Promise<void> }

/** One call of a worker to the outside, the n-th of its kind: `twilio buy #1`. */
export type Interference = { door: string; way: Way }

/** A worker's life as the doors see it: where it has been, and whether it still lives. */
export class Passage {
  readonly doors: string[] = []
  /** Settles when the worker is killed. */
  readonly dead: Promise<void>
  #alive = true
  #die: () => void = () => undefined
  /** Whether the interference was met. */
  met = false
  /** Waits for an answer that never comes: costs nothing but time. */
  stuck = false
  readonly #interference: Interference | null
  readonly #waiting: { door: string; gone: boolean; tell(): void }[] = []
  readonly #gone = new Set<string>()
  readonly #counts = new Map<string, number>()

  constructor(interference: Interference | null) {
    this.#interference = interference
    this.dead = new Promise((resolve) => (this.#die = resolve))
  }

  get alive(): boolean {
    return this.#alive
  }

  kill(): void {
    this.#alive = false
    this.#die()
  }

  /** Whether this worker is going to be kept waiting, and so should not have much patience. */
  get meetsSilence(): boolean {
    const way = this.#interference?.way
    return way === 'no answer, no effect' || way === 'no answer, took effect'
  }

  /** Notes the call and says what is to go wrong with it. */
  pass(name: string): Way | null {
    const count = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, count)
    const door = `${name} #${count}`
    this.doors.push(door)
    this.#tell(door, false)
    if (this.#interference?.door !== door) return null
    this.met = true
    return this.#interference.way
  }

  /** The call is over: it took effect or never will. */
  leave(name: string): void {
    const door = `${name} #${this.#counts.get(name) ?? 0}`
    this.#gone.add(door)
    this.#tell(door, true)
  }

  /** Resolves when the worker comes to a door. */
  reach(door: string): Promise<void> {
    return this.doors.includes(door) ? Promise.resolve() : this.#wait(door, false)
  }

  /** Resolves when what happens behind a door has happened. */
  left(door: string): Promise<void> {
    return this.#gone.has(door) ? Promise.resolve() : this.#wait(door, true)
  }

  #wait(door: string, gone: boolean): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ door, gone, tell: resolve }))
  }

  #tell(door: string, gone: boolean): void {
    for (const each of this.#waiting) if (each.door === door && each.gone === gone) each.tell()
  }
}

/** A way in words. */
export function sayWay(way: Way): string {
  if (typeof way === 'string') return way
  return 'held' in way ? `held ${way.held}` : way.refused
}
