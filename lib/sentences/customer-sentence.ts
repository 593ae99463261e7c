import { sayDecision } from '@domain/decision-words.ts'
import type { DesiredReason } from '@domain/decide.ts'
import { lookUpCode } from '@domain/error-catalogue.ts'
import type { CustomerRow } from '@/lib/customers/customer-row'
import { formatPhone } from '@/lib/format/phone'
import { countWord, untouchedWords } from '@/lib/verdict/words'
import { runSentence } from './run-sentence'

type About = Pick<CustomerRow, 'status' | 'reasonCode' | 'retry' | 'number' | 'intended' | 'holdReason' | 'run'>

const underWay: readonly string[] = ['pending', 'processing', 'retry_scheduled']

/** Why a customer stands where he stands: one sentence of at most 56 characters, but for what a colleague wrote. */
export function customerSentence(row: About): string {
  const number = row.number === null ? null : formatPhone(row.number)
  switch (row.status) {
    case 'on_hold':
      return row.holdReason ? `Put on hold: ${row.holdReason}` : 'Put on hold by staff.'
    case 'needs_attention':
      return troubleSentence(row, number)
    case 'being_set_up':
      return setUpSentence(row, number)
    case 'working':
      return number ? `${number} answers calls.` : 'The number answers calls.'
    case 'paused':
      return pausedSentence(row.reasonCode)
    case 'released':
    case 'not_eligible':
    case 'not_in_rollout':
      return row.reasonCode === 'handover_asked' ? 'The old system is being asked to take them.' : untouchedWords(row.reasonCode)
  }
}

function troubleSentence({ reasonCode, retry, run }: About, number: string | null): string {
  if (retry === 'check_first') return 'Twilio never answered the buy; we may own it.'
  switch (reasonCode) {
    case 'handover_untaken':
      return 'The old system has not taken them.'
    case 'no_run':
      return 'Paid, but no run was ever started.'
    case 'paid':
    case 'failed':
      return number ? `${number} is not linked to the assistant.` : 'Paid, but the last run ended without a number.'
    case 'timeout':
      // Nothing is open in the ledger, so it was no buy that went unanswered.
      return number ? 'Twilio did not answer in time; the number is kept.' : 'Twilio did not answer in time; nothing was bought.'
    case 'integrity_issue':
    case 'other_provider':
      return untouchedWords(reasonCode)
    default: {
      const entry = lookUpCode(reasonCode)
      const tried = run?.attempt ?? 1
      if (tried > 1 && (entry.code === '20503' || entry.code === 'vapi_unavailable')) {
        return `${entry.provider === 'vapi' ? 'VAPI' : 'Twilio'} was unavailable for all ${countWord(tried)} attempts.`
      }
      return entry.reason
    }
  }
}

function setUpSentence({ reasonCode, intended, run }: About, number: string | null): string {
  if (run && underWay.includes(run.status)) return withStop(runSentence({ ...run, e164: intended ?? number }))
  if (reasonCode === 'no_assistant') return number ? `${number} waits for an assistant.` : 'The number waits for an assistant.'
  if (reasonCode === 'awaiting_turn') return 'Let in by the rollout; waits for their turn to start.'
  if (reasonCode === 'guard_holding') return 'Paid, but the guard lets nobody in just now.'
  return 'A run is about to start.'
}

function pausedSentence(reason: string): string {
  if (reason === 'cancelled' || reason === 'expired') return 'The plan ended; the number is kept for a while.'
  // The word comes from the database, so it may be one that the union does not know yet.
  const words: string | undefined = sayDecision({ desired: 'paused', reason: reason as DesiredReason })
  return words ?? 'The number is kept, but nobody answers.'
}

function withStop(sentence: string): string {
  return /[.…]$/.test(sentence) ? sentence : `${sentence}.`
}
