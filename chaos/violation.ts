/** Something that must never be, with what is needed to find it again. */
export type Violation = { at: string; rule: string; user: string | null; detail: string }

/** Collects violations; the same one is told once. */
export class Violations {
  readonly found: Violation[] = []
  readonly #known = new Set<string>()

  add(rule: string, user: string | null, detail: string): void {
    const key = `${rule} ${user} ${detail}`
    if (this.#known.has(key)) return
    this.#known.add(key)
    this.found.push({ at: new Date().toISOString(), rule, user, detail })
  }
}
