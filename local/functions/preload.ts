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

// The parent holds the other end of standard input. When it is gone, even by SIGKILL, so is this process.
void (async () => {
  const buffer = new Uint8Array(64)
  while ((await Deno.stdin.read(buffer).catch(() => null)) !== null);
  Deno.exit(0)
})()
