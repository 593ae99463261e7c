/** Reads a secret by name; an environment variable of that name wins over Vault. */
export type Secrets = {
  get(name: string): Promise<string | null>
  /** Forgets what was read; with a moment, only what was read before it. */
  drop(readBefore?: number): void
  /** Reads again, and says whether since that moment something else was read than before: whoever began then may have used what is old. */
  changedSince(moment: number): Promise<boolean>
}

type Values = Record<string, string>

const keepFor = 60_000

/** Vault's secrets, read at most once a minute. `now` is monotonic, in milliseconds. */
export function createSecrets(o: { env(name: string): string | undefined; readVault(): Promise<Values>; now(): number }): Secrets {
  let kept: { at: number; values: Promise<Values> } | null = null
  let last: string | null = null
  let changedAt = Number.NEGATIVE_INFINITY
  const note = (values: Values): Values => {
    const said = JSON.stringify(values)
    if (last !== null && last !== said) changedAt = o.now()
    last = said
    return values
  }
  const vault = (): Promise<Values> => {
    if (!kept || o.now() - kept.at > keepFor) {
      const values = o.readVault().then(note)
      kept = { at: o.now(), values }
      values.catch(() => (kept = null))
    }
    return kept.values
  }
  return {
    get: async (name) => {
      const own = o.env(name)?.trim()
      if (own) return own
      const value = (await vault())[name]?.trim()
      return value ? value : null
    },
    drop: (readBefore = Number.POSITIVE_INFINITY) => {
      if (kept && kept.at < readBefore) kept = null
    },
    changedSince: async (moment) => {
      kept = null
      await vault()
      return changedAt >= moment
    },
  }
}
