/** What a customer is entitled to after a change, which took place between the start of its transaction and the answer to its commit. */
type Change = { from: number; to: number; entitled: boolean; takeable: boolean }

const entitling = new Set(['active', 'trialing', 'past_due'])

/** What the storm did to one customer, as far as it matters for taking a number away. Times are the wall clock's. */
export class CustomerModel {
  tier = 'free'
  status = 'active'
  hold: 'freeze' | 'paused' | 'released' | null = null
  deleted = false
  /** The product deleted a number row: the number may go, whatever the customer pays. */
  deletedRowAt: number | null = null
  readonly #changes: Change[] = [{ from: 0, to: 0, entitled: false, takeable: false }]

  get entitled(): boolean {
    return !this.deleted && this.hold === null && this.tier !== 'free' && this.tier !== '' && entitling.has(this.status)
  }

  /** Whether there is positive evidence that the number may be taken away. */
  get takeable(): boolean {
    if (this.hold === 'freeze' || this.hold === 'paused') return this.deleted && this.hold === 'paused'
    return this.deleted || this.hold === 'released' || ['cancelled', 'expired'].includes(this.status)
  }

  /** Since when the customer should have a number; null while that is not so. */
  get entitledSince(): number | null {
    const last = this.#changes.findLastIndex((change) => !change.entitled)
    return this.#changes[last + 1]?.to ?? null
  }

  /** Notes what a transaction changed; `change` is applied to the fields. */
  note(from: number, to: number, change: () => void): void {
    change()
    this.#changes.push({ from, to, entitled: this.entitled, takeable: this.takeable })
  }

  /** Whether the number could rightly be taken at that moment: before, after or during a change that was under way. */
  couldBeTaken(at: number): boolean {
    const underWay = this.#changes.filter((change) => change.from <= at && at < change.to)
    const before = this.#changes.filter((change) => change.to <= at).at(-1)
    return before?.takeable === true || underWay.some((change) => change.takeable)
  }
}
