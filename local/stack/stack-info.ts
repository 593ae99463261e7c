import type { Database } from '../postgres/server.ts'
import type { Seeded } from '../seed/seed.ts'
import type { Ports } from './ports.ts'
import type { ProviderUrls } from './providers.ts'
import type { Secrets } from './secrets.ts'

/** What `stack.json` says: how scripts and tests reach a running stack. */
export type StackInfo = {
  app_url: string | null
  api_url: string
  db_url: string
  publishable_key: string
  secret_key: string
  twilio_url: string
  vapi_url: string
  old_system_url: string
  alert_receiver_url: string
  accounts: Seeded['accounts']
  customers: Seeded['customers']
  pid: number
  ports: Ports
}

/** Puts together what others need to reach the stack. */
export function describeStack(o: {
  appUrl: string | null
  apiUrl: string
  database: Database
  secrets: Secrets
  providers: ProviderUrls
  oldSystemUrl: string
  alertReceiverUrl: string
  seeded: Seeded
  ports: Ports
}): StackInfo {
  return {
    app_url: o.appUrl,
    api_url: o.apiUrl,
    db_url: o.database.url,
    publishable_key: o.secrets.publishableKey,
    secret_key: o.secrets.secretKey,
    twilio_url: o.providers.twilioUrl,
    vapi_url: o.providers.vapiUrl,
    old_system_url: o.oldSystemUrl,
    alert_receiver_url: o.alertReceiverUrl,
    accounts: o.seeded.accounts,
    customers: o.seeded.customers,
    pid: process.pid,
    ports: o.ports,
  }
}
