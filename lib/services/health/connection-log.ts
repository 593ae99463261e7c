/** How often the database did not answer, since and until when. */
export type Outage = { failures: number; firstAt: string; lastAt: string }

/**
 * Remembers within this process that the database was away, since it cannot write that down itself. `take` hands out what is known, once;
 * `giveBack` when it could not be reported after all.
 */
export function createConnectionLog(now: () => Date = () => new Date()) {
  let outage: Outage | null = null
  return {
    failed(): void {
      const at = now().toISOString()
      outage = outage ? { ...outage, failures: outage.failures + 1, lastAt: at } : { failures: 1, firstAt: at, lastAt: at }
    },
    take(): Outage | null {
      const taken = outage
      outage = null
      return taken
    },
    giveBack(taken: Outage): void {
      outage = outage ? { failures: outage.failures + taken.failures, firstAt: taken.firstAt, lastAt: outage.lastAt } : taken
    },
  }
}

export type ConnectionLog = ReturnType<typeof createConnectionLog>

const shared = globalThis as typeof globalThis & { switchboardConnectionLog?: ConnectionLog }

/** This process's own. Route handlers and pages may be bundled apart, so it hangs on what they share. */
export const connectionLog: ConnectionLog = (shared.switchboardConnectionLog ??= createConnectionLog())

/** True when nobody answered, or the gateway without a database behind it: no code, PGRST000 to 003, or a SQLSTATE of a lost connection. */
export function isConnectionError({ code }: { code?: string | undefined }): boolean {
  return code === undefined || code === '' || /^(PGRST00[0-3]|08...|57P0[123]|53300)$/.test(code)
}
