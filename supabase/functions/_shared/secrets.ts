/** Reads a secret by name; an environment variable of that name wins over Vault. */
export type Secrets = {
  get(name: string): Promise<string | null>
  /** Forgets what was read, after a provider refused a key. */
  drop(): void
}

const keepFor = 60_000

/** Vault's secrets, read at most once a minute. `now` is monotonic, in milliseconds. */
export function createSecrets(o: { env(name: string): string | undefined; readVault(): Promise<Record<string, string>>; now(): number }): Secrets {
  let kept: { at: number; values: Promise<Record<string, string>> } | null = null
  const vault = (): Promise<Record<string, string>> => {
    if (!kept || o.now() - kept.at > keepFor) {
      const values = o.readVault()
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
    drop: () => (kept = null),
  }
}
