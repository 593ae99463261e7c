import { z } from 'zod'

export const providerNames = { twilio: 'Twilio', vapi: 'VAPI', supabase: 'Supabase' } as const

export const providerHealthSchema = z.array(
  z.object({
    provider: z.enum(['twilio', 'vapi', 'supabase']),
    state: z.enum(['ok', 'degraded', 'down']),
    calls: z.number(),
    faulted: z.number(),
    failed: z.number(),
    down_since: z.string().nullable(),
    last_fault_at: z.string().nullable(),
    waiting: z.number(),
  }),
)
/** How a provider does, by our own calls of the last ten minutes. */
export type ProviderHealth = z.infer<typeof providerHealthSchema>[number]

/** The counts behind the word, as a sentence. */
export function explainHealth({ provider, state, calls, faulted, waiting }: ProviderHealth): string {
  const name = providerNames[provider]
  const counted = calls === 0 ? `No calls of ${name} in the last 10 minutes.` : `${faulted} of ${calls} calls in the last 10 minutes got no proper answer.`
  if (state === 'ok') return counted
  return `${counted} ${waitingWords(waiting)}`
}

/** Those of the needed providers that are down. */
export function downOf(health: readonly ProviderHealth[], needed: readonly ProviderHealth['provider'][]): ProviderHealth[] {
  return health.filter(({ provider, state }) => state === 'down' && needed.includes(provider))
}

/** What becomes of a press while a provider is down; null when none is. `clock` writes a time. */
export function downWarning(down: readonly ProviderHealth[], clock: (at: string) => string): string | null {
  if (down.length === 0) return null
  const names = down.map(({ provider, down_since: since }) => `${providerNames[provider]} is down${since ? ` since ${clock(since)}` : ''}`).join(' and ')
  const waiting = down.reduce((sum, each) => sum + each.waiting, 0)
  return `${names}. What you start asks once; without an answer it waits in the queue and drains by itself. ${waitingWords(waiting)}`
}

/** The same beside a button, in two words: Twilio down. */
export function downMark(down: readonly ProviderHealth[]): string | null {
  return down.length === 0 ? null : `${down.map(({ provider }) => providerNames[provider]).join(', ')} down`
}

function waitingWords(waiting: number): string {
  if (waiting === 0) return 'No customer waits for it.'
  return waiting === 1 ? '1 customer waits and goes by itself when it answers.' : `${waiting} customers wait and go by themselves when it answers.`
}
