import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { auditPeriods } from '@/lib/audit/period'

export const auditSearchParams = {
  action: parseAsString,
  staff: parseAsString,
  customer: parseAsString,
  period: parseAsStringLiteral(auditPeriods).withDefault('30d'),
}
export const loadAuditSearchParams = createLoader(auditSearchParams)
