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

/** What a retry button must say while a provider is down; null when none is. */
export function downWarning(health: readonly ProviderHealth[]): string | null {
  const down = health.filter(({ state }) => state === 'down')
  if (down.length === 0) return null
  const names = down.map(({ provider }) => providerNames[provider]).join(' and ')
  const waiting = down.reduce((sum, each) => sum + each.waiting, 0)
  return `${names} ${down.length === 1 ? 'is' : 'are'} down: a retry now would probably fail. ${waitingWords(waiting)}`
}

function waitingWords(waiting: number): string {
  if (waiting === 0) return 'No customer waits for it.'
  return waiting === 1 ? '1 customer waits and goes by itself when it answers.' : `${waiting} customers wait and go by themselves when it answers.`
}
