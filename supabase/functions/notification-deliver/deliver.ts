import { postJson } from '../_shared/outbound/post-json.ts'
import { postSigned } from '../_shared/outbound/post-signed.ts'
import type { ProviderResult } from '../_shared/providers/provider-error.ts'
import type { Deps } from './deps.ts'
import { slackText, webhookBody, type Message } from './message.ts'

const batch = 10
const timeoutMs = 10_000

/** Delivers what is due until nothing is; what is not taken stays in the outbox for later. */
export async function deliverDue(deps: Deps): Promise<void> {
  for (;;) {
    const messages = await deps.outbox.claim(batch)
    for (const message of messages) await deliver(deps, message)
    if (messages.length < batch) return
  }
}

async function deliver(deps: Deps, message: Message): Promise<void> {
  const result = await post(deps, message)
  const error = result === null ? 'not_configured' : result.ok ? null : result.error.code
  await deps.outbox.finish(message.id, error)
  deps.log(error === null ? 'info' : 'warn', 'notification', { id: message.id, channel: message.channel, kind: message.kind, attempt: message.attempts, error })
}

/** Null when the channel was taken out of Vault meanwhile. */
async function post(deps: Deps, message: Message): Promise<ProviderResult<{ status: number }> | null> {
  if (message.channel === 'slack') {
    const url = await deps.secrets.get('ALERT_SLACK_URL')
    return url === null ? null : postJson(deps.outbound, { url, body: JSON.stringify({ text: slackText(message, deps.consoleUrl) }), timeoutMs })
  }
  const [url, secret] = await Promise.all([deps.secrets.get('ALERT_WEBHOOK_URL'), deps.secrets.get('ALERT_WEBHOOK_SECRET')])
  if (url === null || secret === null) return null
  return postSigned(deps.outbound, { url, secret, id: `notification_${message.id}`, body: webhookBody(message, deps.outbound.date()), timeoutMs })
}
