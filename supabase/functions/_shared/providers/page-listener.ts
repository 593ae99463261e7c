/** Hears how many there are so far. What it throws is no fault of the provider, and ends the listing. */
export type PageListener = (count: number) => Promise<void>

class Interrupted extends Error {}

/** A listener whose own failure is told apart from the provider's. */
export function guarded(listener: PageListener): PageListener {
  return async (count) => {
    try {
      await listener(count)
    } catch (cause) {
      throw new Interrupted('The listing was interrupted', { cause })
    }
  }
}

/** Throws what the listener threw; lets everything else pass. */
export function rethrowInterruption(error: unknown): void {
  if (error instanceof Interrupted) throw error.cause
}
