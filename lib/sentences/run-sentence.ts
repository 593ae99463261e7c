import { sayDecision } from '@domain/decision-words.ts'
import type { DesiredReason } from '@domain/decide.ts'
import { lookUpCode } from '@domain/error-catalogue.ts'
import { formatPhone } from '@/lib/format/phone'
import type { RunRow } from '@/lib/runs/run'
import { stepAtWork } from './steps'

type About = Pick<RunRow, 'status' | 'outcome' | 'errorCode' | 'currentStep' | 'waitingFor' | 'supersededBy' | 'e164' | 'attempt'>

const waitingFor: Record<string, string> = {
  acquire: 'Waits: buying numbers is stopped',
  twilio: 'Waits: Twilio is stopped',
  vapi: 'Waits: VAPI is stopped',
  release: 'Waits: releases are stopped',
  all: 'Waits: provisioning is stopped',
  dispatch_paused: 'Waits: provisioning is stopped',
  project_mismatch: 'Waits: this database belongs to another project',
  twilio_down: 'Waits: Twilio is down',
  vapi_down: 'Waits: VAPI is down',
  draining: 'Waits its turn after a stop',
  user_busy: 'Waits for the customer’s other run',
  guard_holding: 'Waits: the guard lets nobody in',
}

/** One sentence about what a run did, does or waits for. At most 56 characters where the words are ours. */
export function runSentence(run: About): string {
  switch (run.status) {
    case 'pending':
      return run.waitingFor ? (waitingFor[run.waitingFor] ?? 'Waits until it may go on') : 'Waits in the queue'
    case 'processing':
      return stepAtWork(run.currentStep ?? 'claim', { e164_number: run.e164 })
    case 'superseded':
      if (run.outcome === 'nothing_to_hand_over') return 'Nothing to hand over any more'
      return run.supersededBy ? `Run #${run.supersededBy} did the work` : 'A later run did the work'
    case 'retry_scheduled':
      if (run.waitingFor) return waitingFor[run.waitingFor] ?? 'Waits until it may go on'
      return run.errorCode ? failureSentence(run, run.errorCode) : 'It goes again by itself'
    case 'failed':
      return run.errorCode ? failureSentence(run, run.errorCode) : 'It did not succeed'
    case 'succeeded':
    case 'skipped':
      return outcomeSentence(run)
  }
}

function failureSentence({ e164 }: About, code: string): string {
  // Only where a number was ordered may we own one that nobody confirmed.
  if (code === 'timeout' && e164 !== null) return 'Twilio never answered the buy; we may own it'
  return withoutStop(lookUpCode(code).reason)
}

function outcomeSentence({ outcome, e164, status }: About): string {
  const number = e164 ? formatPhone(e164) : null
  if (outcome?.startsWith('untouched_')) return untouchedSentence(outcome.slice('untouched_'.length))
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
      return 'Not in the rollout: left to the old system'
    case 'handed_over':
      return 'Handed to the old system'
    case 'guard_holding':
      return 'The guard let nobody in'
    case 'not_activated':
      return 'Switchboard only reports, it is not activated'
    case 'on_hold':
      return 'On hold, nothing was touched'
    case 'checked':
      return number ? `Checked: ${number} is as it should be` : 'Checked: everything is as it should be'
    default:
      return status === 'succeeded' ? 'Done' : 'Nothing to do'
  }
}

function untouchedSentence(reason: string): string {
  // The word comes from the database, so it may be one that the union does not know yet.
  const words: string | undefined = sayDecision({ desired: 'untouched', reason: reason as DesiredReason })
  return words ? withoutStop(words) : 'Nothing was touched'
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}
