import { lookUpCode } from '@domain/error-catalogue.ts'
import { lastAnswer, runUnderWay, type CustomerPage, type OpenIncident } from '@/lib/customers/customer'
import type { Run } from '@/lib/runs/run'

/** A failure of shortly before its rule fired is one of those that made it fire. */
const beforeFiringMs = 30 * 60_000

const halted = new Set(['acquire', 'twilio', 'vapi', 'release', 'all', 'dispatch_paused', 'project_mismatch'])
const byProvider: Record<string, readonly string[]> = {
  twilio: ['twilio_down', 'twilio_errors'],
  vapi: ['vapi_down', 'vapi_failures'],
  db: ['database_connections'],
  function: ['function_timeouts'],
}

/** The open incidents that explain why this customer waits: it is not only them. One that follows from another shown is left out. */
export function incidentsOf(page: CustomerPage): OpenIncident[] {
  if (page.status !== 'needs_attention' && page.status !== 'being_set_up' && page.reasonCode !== 'handover_asked') return []
  const run = runUnderWay(page) ?? lastAnswer(page)
  const rules = rulesBehind(page, run)
  const found = page.incidents.filter((incident) => rules.has(incident.rule) && coincides(incident, run))
  const shown = new Set(found.map(({ rule }) => rule))
  const own = found.filter(({ cause }) => cause === null || !shown.has(cause))
  // That much fails is said by what fails.
  return own.length > 1 ? own.filter(({ rule }) => rule !== 'provisioning_failures') : own
}

function rulesBehind({ reasonCode }: CustomerPage, run: Run | null): ReadonlySet<string> {
  const rules = new Set<string>()
  const add = (...more: readonly string[]) => more.forEach((rule) => rules.add(rule))
  if (reasonCode === 'no_run') add('dead_trigger', 'dead_cron')
  if (reasonCode === 'guard_holding') add('guard_holds')
  if (!run) return rules
  // What the code says of our own function is not what is wrong here.
  if (reasonCode === 'handover_asked' || reasonCode === 'handover_untaken') add('untaken_handovers')
  else if (run.errorCode !== null) {
    const entry = lookUpCode(run.errorCode)
    add('provisioning_failures', ...(byProvider[entry.provider] ?? []))
    if (entry.retry === 'halt') add('halted')
    if (run.errorCode === 'foreign_number') add('foreign_numbers')
  }
  const waits = run.status === 'pending' || run.status === 'retry_scheduled' ? run.waitingFor : null
  if (waits !== null && halted.has(waits)) add('halted')
  if (waits?.includes('twilio')) add('twilio_down', 'twilio_errors')
  if (waits?.includes('vapi')) add('vapi_down', 'vapi_failures')
  if (waits === 'guard_holding') add('guard_holds')
  if (run.status === 'pending') add('stuck_queue', 'dead_cron')
  return rules
}

function coincides({ since }: OpenIncident, run: Run | null): boolean {
  if (!run || run.finishedAt === null) return true
  return Date.parse(run.finishedAt) >= Date.parse(since) - beforeFiringMs
}
