import { lookUpCode } from '@domain/error-catalogue.ts'
import { isAtLeast, type StaffRole } from '@/lib/auth/roles'
import { hasEnded, type Run } from '@/lib/runs/run'

/** Whether an action makes sense now; if not, why. */
export type Availability = { on: true } | { on: false; why: string }

const off = (why: string): Availability => ({ on: false, why: `Off: ${why}` })

/** Whether this run's customer may be retried or checked. The database decides again when it is pressed. */
export function retryAvailability(o: { run: Run; others: readonly Run[]; role: StaffRole }): Availability {
  if (!isAtLeast(o.role, 'operator')) return off('viewers look, operators and admins act.')
  if (o.run.status === 'processing') return off('this run is at work.')
  if (o.run.status === 'pending') return off('this run is about to start.')
  const busy = o.others.find((other) => other.status === 'processing' || (other.status === 'pending' && other.source === 'staff'))
  if (busy) return off(`run #${busy.id} is at work for this customer.`)
  return { on: true }
}

/** The action to offer first: a look where the outcome is unknown, else a retry. */
export function primaryAction(run: Run): 'retry' | 'check' {
  return run.status === 'failed' && run.errorCode !== null && lookUpCode(run.errorCode).retry === 'check_first' ? 'check' : 'retry'
}

/** True when a newer run has ended, so that this page tells an old story. */
export function newerRun(run: Run, others: readonly Run[]): Run | null {
  return hasEnded(run.status) ? (others.find((other) => other.id > run.id) ?? null) : null
}
