import { twilioAccountErrors } from './twilio-account.ts'
import { twilioComplianceErrors } from './twilio-compliance.ts'
import { twilioNumberErrors } from './twilio-number.ts'
import { twilioServiceErrors } from './twilio-service.ts'
import type { CatalogueEntry } from './types.ts'

/** Twilio's codes as they meet provisioning; sources: Twilio's error dictionary, see docs. */
export const twilioErrors: Record<string, CatalogueEntry> = {
  ...twilioNumberErrors,
  ...twilioAccountErrors,
  ...twilioComplianceErrors,
  ...twilioServiceErrors,
}

/** What an HTTP status means that came without a code of Twilio's own. */
export const twilioCodeOfStatus: Record<string, string> = {
  '401': '20003',
  '403': '20403',
  '404': '20404',
  '408': 'timeout',
  '409': '20409',
  '429': '20429',
  '499': 'timeout',
  '500': '20500',
}
