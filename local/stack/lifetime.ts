/** Calls `stop` once when the command is told to end: Ctrl-C, SIGTERM, a closed terminal, or its parent's death. */
export function onStop(stop: (reason: string) => void): void {
  let askedAt: number | null = null
  const ask = (reason: string) => {
    if (askedAt === null) {
      askedAt = performance.now()
      stop(reason)
      return
    }
    // One Ctrl-C may arrive twice, by the terminal and by npm; a second one by a person takes longer.
    if (performance.now() - askedAt > 700) process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ask(signal))
  // A closed pipe, as after `| head`, would end the process without any cleaning up.
  process.stdout.on('error', () => ask('nobody reads the output'))
  process.on('disconnect', () => ask('the command ended'))
  process.channel?.unref()
}
