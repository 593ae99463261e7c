import type { Claim } from '../_shared/domain/context.ts'
import type { EngineDb, Finish } from '../_shared/engine-db.ts'
import { MissingSecret } from '../_shared/providers/missing-secret.ts'
import { converge } from './converge.ts'
import type { Deps } from './deps.ts'
import { failure, Fenced, thrownFailure } from './end-of-run.ts'
import { Session } from './session.ts'

/** A claim, and when it was asked for on our own monotonic clock. */
export type ClaimAttempt = { claim: Claim; at: number; tookMs: number; startedAt: string }

/** Asks for the run; the database alone decides who gets it. */
export async function claimRun(deps: Deps, logId: number): Promise<ClaimAttempt> {
  const at = deps.now()
  const startedAt = deps.date().toISOString()
  const claim = await deps.db.claim(logId, deps.projectRef)
  return { claim, at, tookMs: Math.round(deps.now() - at), startedAt }
}

/** Converges the user of a claimed run and writes down how it ended. Never rejects. */
export async function runProvision(deps: Deps, { claim, at, tookMs, startedAt }: ClaimAttempt): Promise<void> {
  if (!claim.claimed) return
  const resumedAt = resumedSince(claim, at + tookMs)
  if (resumedAt !== null) deps.dropSecrets(resumedAt)
  const session = new Session(deps, claim, at, resumedAt)
  session.steps.add({ step: 'claim', provider: 'db', outcome: 'ok', started_at: startedAt, duration_ms: tookMs })
  const ids = { run_id: session.run.id, attempt: session.run.attempt, user_id: session.userId }
  try {
    const finish = await unlessOfOldSecrets(deps, at, await endOf(session))
    const answer = await endRun(session, finish)
    deps.log('info', 'run_ended', { ...ids, result: finish.result, outcome: finish.outcome, error_code: finish.errorCode, ok: answer.ok })
  } catch (error) {
    // The lease runs out and the sweep takes the run back.
    if (error instanceof Fenced) deps.log('warn', 'run_taken_over', ids)
    else deps.log('error', 'run_not_ended', { ...ids, error: error instanceof Error ? error.message : String(error) })
    await writeEvidence(session)
  }
}

// When somebody last let go on what stood still, on our own clock, at the latest. Both times in the claim are the database's.
function resumedSince(claim: Extract<Claim, { claimed: true }>, answeredAt: number): number | null {
  if (!claim.resumed_at) return null
  return answeredAt - (Date.parse(claim.context.now) - Date.parse(claim.resumed_at))
}

// What would stop everybody must be so of the secrets of now: whoever was refused with those of before goes again with these.
async function unlessOfOldSecrets(deps: Deps, since: number, finish: Finish): Promise<Finish> {
  if (!finish.haltScope) return finish
  try {
    return (await deps.secretsChanged(since)) ? { ...failure('function', 'key_changed'), untilDone: true } : finish
  } catch (error) {
    return thrownFailure(error)
  }
}

async function endOf(session: Session): Promise<Finish> {
  try {
    return await converge(session)
  } catch (error) {
    if (error instanceof Fenced) throw error
    if (error instanceof MissingSecret) return failure('function', 'config_missing', `Missing: ${error.message}.`)
    const finish = thrownFailure(error)
    if (finish.errorCode === 'function_error') {
      session.deps.log('error', 'function_error', { run_id: session.run.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
    return finish
  }
}

// With a link, the end of the run is the moment at which it is written down. Where the ledger says otherwise by now, that is how it ends.
async function endRun(session: Session, finish: Finish): ReturnType<EngineDb['finish']> {
  if (finish.link) session.steps.begin('verify_link', 'db')({ outcome: 'ok' })
  const steps = await session.steps.drain()
  const answer = await session.deps.db.finish(session.fence, finish, steps)
  if (answer.ok || answer.reason !== 'conflict') return answer
  const said = steps.map((each) => (each.step === 'verify_link' && each.provider === 'db' ? { ...each, outcome: 'failed' as const, error_code: answer.reason } : each))
  return session.deps.db.finish(session.fence, failure('function', 'state_changed'), said)
}

async function writeEvidence(session: Session): Promise<void> {
  const steps = await session.steps.drain()
  if (steps.length === 0) return
  await session.deps.db.recordSteps(session.fence, steps, null).catch((error: unknown) => {
    session.deps.log('warn', 'steps_lost', { run_id: session.run.id, count: steps.length, error: String(error) })
  })
}
