/** Something that happened to a resource. */
export type SimulatorEvent = { id: number; at: string; event: string } & Record<string, unknown>

/** What really took place at the provider, whatever callers were told; oldest first. */
export type EventLog = {
  add(event: { event: string } & Record<string, unknown>): void
  /** Those after an id. */
  list(since: number): SimulatorEvent[]
  clear(): void
}

const KEPT = 100_000

/** Starts empty. Ids go on counting after a clear. */
export function createEventLog(): EventLog {
  let events: SimulatorEvent[] = []
  let lastId = 0
  return {
    add: (event) => {
      lastId += 1
      events.push({ id: lastId, at: new Date().toISOString(), ...event })
      if (events.length > KEPT * 1.1) events = events.slice(-KEPT)
    },
    list: (since) => events.filter((event) => event.id > since),
    clear: () => {
      events = []
    },
  }
}
