/** Rows with the time (ms since the epoch) of the frame that first showed them, and the length (ms) of each task over 50 ms. */
export type Seen = { rows: [id: string, at: number][]; longTasks: number[] }

declare global {
  var seen: { rows: Map<string, number>; clear(): void; take(): Seen }
}

/** Runs in the page before any of its own code. */
export function watchPage(): void {
  const rows = new Map<string, number>()
  let longTasks: number[] = []
  globalThis.seen = {
    rows,
    clear: () => {
      longTasks = []
      rows.clear()
    },
    take: () => ({ rows: [...rows], longTasks }),
  }
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' })
  let asked = false
  const look = () => {
    asked = false
    for (const link of document.querySelectorAll('[data-run]')) {
      const id = link.getAttribute('data-run')
      if (id !== null && !rows.has(id)) rows.set(id, performance.timeOrigin + performance.now())
    }
  }
  // After the frame that the change belongs to.
  new MutationObserver(() => {
    if (asked) return
    asked = true
    requestAnimationFrame(() => setTimeout(look))
  }).observe(document, { childList: true, subtree: true })
}
