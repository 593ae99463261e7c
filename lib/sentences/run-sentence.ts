import { formatPhone } from '@/lib/format/phone'
import type { RunRow } from '@/lib/runs/run'
import { describeError } from './describe-error'
import { stepAtWork } from './steps'

type About = Pick<RunRow, 'status' | 'outcome' | 'errorCode' | 'currentStep' | 'waitingFor' | 'supersededBy' | 'e164' | 'attempt'>

const waitingFor: Record<string, string> = {
  acquire: 'Waits: buying numbers is stopped',
  twilio: 'Waits: Twilio is stopped',
  vapi: 'Waits: VAPI is stopped',
  release: 'Waits: releases are stopped',
  all: 'Waits: provisioning is stopped',
}

const untouched: Record<string, string> = {
  hold_freeze: 'On hold, nothing was touched',
  user_deleted: 'The customer is gone and owns no number',
  integrity_issue: 'The customer’s data contradict each other',
  other_provider: 'The number is with another provider',
  legacy_number: 'The old system’s number was left alone',
  not_activated: 'Switchboard only reports, it is not activated',
  no_subscription: 'No current subscription',
  hold_released: 'On hold as released, there is no number',
  hold_paused: 'On hold as paused, there is no number',
  unknown_tier: 'The tier of the subscription is unknown',
  unknown_status: 'The status of the subscription is unknown',
  conflicting_subscriptions: 'Several subscriptions disagree',
  not_in_rollout: 'Not in the rollout',
  cancelled: 'Cancelled, and there is no number',
  expired: 'Expired, and there is no number',
  free_tier: 'Free tier: nothing to do',
  paused_subscription: 'Subscription paused, and there is no number',
}

/** One sentence about what a run did, does or waits for. At most 56 characters where the words are ours. */
export function runSentence(run: About): string {
  switch (run.status) {
    case 'pending':
      return run.waitingFor ? (waitingFor[run.waitingFor] ?? 'Waits until it may go on') : 'Waits in the queue'
    case 'processing':
      return stepAtWork(run.currentStep ?? 'claim', { e164_number: run.e164 })
    case 'superseded':
      return run.supersededBy ? `Run #${run.supersededBy} did the work` : 'A later run did the work'
    case 'failed':
    case 'retry_scheduled':
      return run.errorCode ? describeError(run.errorCode).sentence : 'It did not succeed'
    case 'succeeded':
    case 'skipped':
      return outcomeSentence(run)
  }
}

function outcomeSentence({ outcome, e164, status }: About): string {
  const number = e164 ? formatPhone(e164) : null
  if (outcome?.startsWith('untouched_')) return untouched[outcome.slice('untouched_'.length)] ?? 'Nothing was touched'
  switch (outcome) {
    case 'assigned':
      return number ? `${number} answers calls` : 'The number answers calls'
    case 'number_waiting':
      return number ? `${number} waits for an assistant` : 'The number waits for an assistant'
    case 'paused':
      return number ? `Assistant off ${number}` : 'The assistant is off, the number is kept'
    case 'released':
      return 'The number was given back'
    case 'release_scheduled':
      return number ? `${number} is given back after the grace period` : 'Given back after the grace period'
    case 'nothing_to_do':
      return 'Everything was as it should be'
    case 'not_eligible':
      return 'Not eligible: nothing to do'
    case 'not_in_rollout':
      return 'Not in the rollout'
    case 'not_activated':
      return 'Switchboard only reports, it is not activated'
    case 'on_hold':
      return 'On hold, nothing was touched'
    case 'checked':
      return 'Checked: nothing was changed'
    default:
      return status === 'succeeded' ? 'Done' : 'Nothing to do'
  }
}
