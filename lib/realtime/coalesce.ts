/** Runs `work` at once, and while it is under way remembers at most one more, after a pause: a burst costs two reads, not a hundred. */
export function coalesce(work: () => Promise<unknown>, pauseMs = 0): () => Promise<void> {
  let running: Promise<void> | null = null
  let again = false

  const run = async (): Promise<void> => {
    do {
      again = false
      await work()
      if (again && pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
    } while (again)
  }

  return () => {
    if (running) {
      again = true
      return running
    }
    running = run().finally(() => {
      running = null
    })
    return running
  }
}
