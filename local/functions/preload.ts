// Runs before a function, in its Deno process: what the hosted runtime provides.
const pending = new Set<Promise<unknown>>()

Object.assign(globalThis, {
  EdgeRuntime: {
    waitUntil(work: Promise<unknown>): void {
      const kept = Promise.resolve(work)
        .catch((error: unknown) => console.error('background task failed:', error instanceof Error ? error.message : error))
        .finally(() => pending.delete(kept))
      pending.add(kept)
    },
  },
})

// When the parent is gone, even by SIGKILL, so is this process. The timer must not hold the start up, hence unref.
const parent = Deno.ppid
Deno.unrefTimer(
  setInterval(() => {
    if (Deno.ppid !== parent) Deno.exit(0)
  }, 500),
)
