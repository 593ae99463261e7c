/** How often the database did not answer this worker, since and until when. */
export type Outage = { failures: number; firstAt: string; lastAt: string }

/** Remembers that the database was away, since it cannot write that down itself. */
export class ConnectionLog {
  #outage: Outage | null = null
  readonly #date: () => Date

  constructor(date: () => Date) {
    this.#date = date
  }

  failed(): void {
    const at = this.#date().toISOString()
    this.#outage = this.#outage ? { ...this.#outage, failures: this.#outage.failures + 1, lastAt: at } : { failures: 1, firstAt: at, lastAt: at }
  }

  /** Reports what is known, once; what cannot be reported is kept for the next time. */
  async report(send: (outage: Outage) => PromiseLike<boolean>): Promise<void> {
    const outage = this.#outage
    if (!outage) return
    this.#outage = null
    const sent = await send(outage)
    if (!sent) this.#giveBack(outage)
  }

  #giveBack(taken: Outage): void {
    const now = this.#outage
    this.#outage = now ? { failures: now.failures + taken.failures, firstAt: taken.firstAt, lastAt: now.lastAt } : taken
  }
}
