/** Rings are remembered until heard, and many are one. */
export class Bell {
  #rung = false
  #hear: (() => void) | null = null

  ring(): void {
    this.#rung = true
    this.#hear?.()
  }

  async heard(): Promise<void> {
    if (!this.#rung) await new Promise<void>((resolve) => (this.#hear = resolve))
    this.#hear = null
    this.#rung = false
  }
}
