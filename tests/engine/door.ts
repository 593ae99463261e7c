/** What goes wrong when a worker passes a door. */
export type Way =
  | 'killed before'
  | 'killed after'
  | 'answer lost'
  | 'no answer, no effect'
  | 'no answer, took effect'
  | { refused: string; status: number; body: unknown }

/** One call of a worker to the outside, the n-th of its kind: `twilio buy #1`. */
export type Interference = { door: string; way: Way }

/** A worker's life as the doors see it: where it has been, and whether it still lives. */
export class Passage {
  readonly doors: string[] = []
  alive = true
  /** Whether the interference was met. */
  met = false
  readonly #interference: Interference | null
  readonly #counts = new Map<string, number>()

  constructor(interference: Interference | null) {
    this.#interference = interference
  }

  /** Notes the call and says what is to go wrong with it. */
  pass(name: string): Way | null {
    const count = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, count)
    const door = `${name} #${count}`
    this.doors.push(door)
    if (this.#interference?.door !== door) return null
    this.met = true
    return this.#interference.way
  }
}

/** A way in words. */
export function sayWay(way: Way): string {
  return typeof way === 'string' ? way : way.refused
}
