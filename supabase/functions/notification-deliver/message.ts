import { z } from 'zod'

/** A message of the outbox: catalogue words and counts, never a customer's data. */
export const messageSchema = z.object({
  id: z.number(),
  kind: z.enum(['firing', 'resolved', 'test']),
  channel: z.enum(['slack', 'webhook']),
  attempts: z.number(),
  payload: z.object({
    incident_id: z.number().optional(),
    rule: z.string().optional(),
    label: z.string(),
    severity: z.string(),
    state: z.string(),
    sentence: z.string(),
    value: z.number().nullish(),
    fired_at: z.string().nullish(),
    resolved_at: z.string().nullish(),
    customers_waiting: z.number(),
  }),
})
export type Message = z.infer<typeof messageSchema>

const heads = { firing: 'Firing', resolved: 'Resolved', test: 'Test' } as const

/** What Slack shows: two lines, and the way to the incident where the console's address is known. */
export function slackText({ kind, payload }: Message, consoleUrl: string | null): string {
  const waiting = payload.customers_waiting === 1 ? '1 customer waits.' : `${payload.customers_waiting} customers wait.`
  const lines = [`*${heads[kind]}: ${escape(payload.label)}*`, `${escape(payload.sentence)} ${waiting}`]
  if (consoleUrl && payload.incident_id !== undefined) lines.push(`<${consoleUrl.replace(/\/$/, '')}/alerts/${payload.incident_id}|Open incident ${payload.incident_id}>`)
  return lines.join('\n')
}

/** What the generic webhook gets. */
export function webhookBody({ kind, payload }: Message, at: Date): object {
  return { type: `alert.${kind}`, timestamp: at.toISOString(), data: payload }
}

// Slack's three: https://docs.slack.dev/messaging/formatting-message-text#escaping
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
