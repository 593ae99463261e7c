import type { Connection, Submittable } from 'pg'
import type { Statement } from './statement.ts'

type Step = Statement & { values: string[] }

// What each connection has prepared. A name is only counted once its first use went well.
const prepared = new WeakMap<Connection, Set<string>>()

/**
 * Several prepared statements sent as one message and answered as one: until the closing Sync Postgres takes them for one
 * transaction, which ends with it. Resolves with the only value of the last one.
 */
export class Exchange implements Submittable {
  readonly answer: Promise<string | null>
  readonly #steps: Step[]
  #resolve: (value: string | null) => void = () => undefined
  #reject: (error: Error) => void = () => undefined
  #value: string | null = null
  #sent: Connection | null = null

  constructor(steps: Step[]) {
    this.#steps = steps
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  submit(connection: Connection): void {
    this.#sent = connection
    const known = prepared.get(connection)
    connection.stream.cork()
    for (const { name, text, values } of this.#steps) {
      if (!known?.has(name)) {
        // A first use that failed may have left it behind.
        connection.close({ type: 'S', name }, true)
        connection.parse({ name, text, types: [] }, true)
      }
      connection.bind({ statement: name, values }, true)
      connection.execute({}, true)
    }
    connection.sync()
    connection.stream.uncork()
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.#value = fields[0] ?? null
  }

  handleCommandComplete(): void {
    // The end of one of the steps; what counts is the end of all.
  }

  handleReadyForQuery(): void {
    if (this.#sent) prepared.set(this.#sent, new Set([...(prepared.get(this.#sent) ?? []), ...this.#steps.map((step) => step.name)]))
    this.#resolve(this.#value)
  }

  handleError(error: Error): void {
    this.#reject(error)
  }
}
