import type { Finish } from '../_shared/engine-db.ts'
import { failure, skipped } from './end-of-run.ts'
import type { Session } from './session.ts'

/**
 * A customer outside the rollout goes to the old system. The run is skipped only after it took them; until then it goes again. That it is
 * asked is written down before: when its answer is lost it may be buying, and whoever enters the rollout meanwhile must not get two.
 */
export async function handOver(session: Session): Promise<Finish> {
  const oldSystem = await session.deps.oldSystem()
  if (!oldSystem) return skipped('not_in_rollout', 'Not in the rollout, and no old system is configured: nothing was handed over.')
  const [subscription] = session.context.subscriptions
  const handover = {
    user_id: session.userId,
    tier_type: subscription?.tier_type ?? null,
    subscription_status: subscription?.status ?? null,
    trigger_action: session.run.action,
    reason: session.context.rollout.reason,
    log_id: session.run.id,
  }
  await session.move('record_handover', () => session.deps.db.recordHandover(session.fence, 'asked'), { reason: 'asked' })
  const taken = await session.call('hand_over', 'function', () => oldSystem(handover, session.budget.provider_timeout_ms))
  if (!taken.ok) {
    if (!taken.error.unknown) await session.move('record_handover', () => session.deps.db.recordHandover(session.fence, 'refused'), { reason: 'refused' })
    return { ...failure('function', taken.error.code), untilDone: true }
  }
  await session.move('record_handover', () => session.deps.db.recordHandover(session.fence, 'taken'), { reason: 'taken' })
  return skipped('handed_over', 'Outside the rollout: the old system took over.')
}
