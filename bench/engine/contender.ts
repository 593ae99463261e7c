/** One of the two ways to give a customer a number that are measured against each other. */
export type Contender = {
  name: string
  /** Customers on the free tier, ready to upgrade; nothing is queued for them. */
  addCustomers(ids: string[]): Promise<void>
  /** One statement upgrades all of them. Resolves at the commit. */
  upgrade(ids: string[]): Promise<void>
  /** How many of these have a linked number, with nothing left to do for them. */
  countDone(ids: string[]): Promise<number>
  /** Round trips of the workers to the database since the statements were reset; those that only record steps apart. */
  countRoundTrips(): Promise<{ work: number; steps: number }>
  stop(): Promise<void>
}
