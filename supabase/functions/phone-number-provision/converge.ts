import type { Purchase } from '../_shared/domain/context.ts'
import { decide, type Decision } from '../_shared/domain/decide.ts'
import { sayDecision } from '../_shared/domain/decision-words.ts'
import type { Finish } from '../_shared/engine-db.ts'
import { assignNumber } from './assign.ts'
import { skipped, succeeded } from './end-of-run.ts'
import { handOver } from './hand-over.ts'
import { pauseNumber } from './pause.ts'
import { releaseNumber } from './release.ts'
import type { Session } from './session.ts'
import { settlePurchases } from './settle.ts'

/** Brings one user to what their facts ask for: settle what is unsettled, decide, do the difference. */
export async function converge(session: Session): Promise<Finish> {
  const settled = await settlePurchases(session)
  const decision = decide(session.context)
  session.steps.begin('decide', 'function')({ outcome: 'ok', detail: { desired: decision.desired, reason: decision.reason } })
  const purchase = session.openPurchase
  switch (decision.desired) {
    case 'assigned':
      return assignNumber(session)
    case 'paused':
      return purchase ? pauseNumber(session, purchase) : leave(decision)
    case 'released':
      return purchase ? giveBack(session, purchase) : leave(decision)
    case 'untouched':
      // Nobody knows whether the old system took them: asked again, it says so.
      if (decision.reason === 'not_in_rollout' || (decision.reason === 'handed_over' && session.context.handover_open)) return handOver(session)
      return settled ? succeeded('released') : leave(decision)
  }
}

// While the grace runs the number is the customer's, but nobody answers.
async function giveBack(session: Session, purchase: Purchase): Promise<Finish> {
  const ended = await releaseNumber(session, purchase)
  return ended === 'grace' ? pauseNumber(session, purchase, 'release_scheduled') : succeeded('released')
}

function leave(decision: Decision): Finish {
  return skipped(untouchedOutcome(decision), sayDecision(decision))
}

function untouchedOutcome({ reason }: Decision): string {
  switch (reason) {
    case 'not_in_rollout':
    case 'guard_holding':
    case 'handed_over':
    case 'not_activated':
      return reason
    case 'hold_freeze':
    case 'hold_paused':
    case 'hold_released':
      return 'on_hold'
    case 'free_tier':
    case 'no_subscription':
    case 'paused_subscription':
      return 'not_eligible'
    case 'cancelled':
    case 'expired':
    case 'user_deleted':
    case 'paid':
      return 'nothing_to_do'
    default:
      return `untouched_${reason}`
  }
}
