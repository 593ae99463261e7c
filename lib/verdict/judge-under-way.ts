import { lookUpCode } from '@domain/error-catalogue.ts'
import { formatPhone } from '@/lib/format/phone'
import { capitalise } from '@/lib/format/words'
import { openPurchase, type CustomerPage, type LedgerRow } from '@/lib/customers/customer'
import type { Run } from '@/lib/runs/run'
import { runSentence } from '@/lib/sentences/run-sentence'
import { stepAtWork } from '@/lib/sentences/steps'
import { actionLabels, retrySentences } from '@/lib/sentences/words'
import { judgeFailure } from './judge-failure'
import type { Judgement } from './verdict'

const changeUnderWay = 'The change that you asked for is under way. You do not need to do anything.'
const delayed = 'Your number is delayed on our side. You do not need to do anything, and you will not be charged twice.'

/** The engine has it: at work, about to be, or going again by itself. Nobody has to do anything but say so. */
export function judgeUnderWay(page: CustomerPage, run: Run): Judgement {
  if (run.status !== 'processing' && (run.waitingFor === 'twilio_down' || run.waitingFor === 'vapi_down')) return judgeDown(run.waitingFor === 'twilio_down' ? 'twilio' : 'vapi')
  if (run.status === 'retry_scheduled') return judgeScheduled(page, run)
  const halt = run.status === 'pending' ? page.halts.find(({ scope }) => scope === run.waitingFor || (scope === 'dispatch' && run.waitingFor === 'dispatch_paused')) : undefined
  if (halt) return judgeHalted(page, run, halt.errorCode)
  const open = openPurchase(page)
  return {
    sentence: run.status === 'pending' ? `${runSentence({ ...run, e164: null })}.` : sentenceAtWork(page, run, open),
    detail: open?.adopted && page.desired === 'assigned' ? 'The number was ours already. It was adopted, so it was paid once, not twice.' : `${actionLabels[run.action]} #${run.id} has it.`,
    code: null,
    fault: null,
    faultMore: 'The engine has it',
    retry: 'not_needed',
    retryMore: 'A run is at work',
    primary: 'copy_reply',
    reply: replyAtWork(page, open),
  }
}

function sentenceAtWork(page: CustomerPage, run: Run, open: LedgerRow | null): string {
  const step = run.currentStep ?? 'claim'
  const number = open ? formatPhone(open.e164_number) : null
  const taken = page.purchases.find((row) => row.state === 'releasing')
  if (taken) return `${formatPhone(taken.e164_number)} is being given back.`
  if (number && page.desired === 'paused') return `${number} is kept; the assistant is being taken off it.`
  if (number && open?.state !== 'intended' && page.desired === 'assigned' && step !== 'look_up_number') {
    return open?.adopted ? `We do own ${number} after all. It is being linked to the assistant now.` : `${number} is ours. It is being linked to the assistant now.`
  }
  return `${capitalise(stepAtWork(step, { e164_number: open?.e164_number ?? null }))} now.`
}

function replyAtWork(page: CustomerPage, open: LedgerRow | null): string {
  if (page.desired !== 'assigned') return changeUnderWay
  if (open && open.state !== 'intended') return `Your number is ${formatPhone(open.e164_number)}. We are connecting it to your assistant now; you do not need to do anything.`
  return 'We are setting up your number right now. You do not need to do anything, and you will not be charged twice.'
}

function judgeScheduled(page: CustomerPage, run: Run): Judgement {
  const failed = judgeFailure(page, run)
  return {
    ...failed,
    detail: `It goes again by itself; ${page.limits.maxAttempts - run.failures} more failures are let pass before a person is asked.`,
    retry: failed.retry === 'check_first' ? 'check_first' : 'not_needed',
    retryMore: failed.retry === 'check_first' ? failed.retryMore : 'It goes again by itself',
    primary: failed.retry === 'check_first' ? 'check' : 'copy_reply',
  }
}

/** Something that everybody needs stands still. */
function judgeHalted(page: CustomerPage, run: Run, code: string | null): Judgement {
  const entry = code === null ? null : lookUpCode(code)
  return {
    sentence: entry?.verdict ?? `${runSentence({ ...run, e164: null })}.`,
    detail: entry?.staff ?? 'An admin stopped it; run and customer wait until it is resumed.',
    code,
    fault: entry?.fault ?? 'us',
    faultMore: runSentence({ ...run, e164: null }).replace(/^Waits: (.)/, (_, first: string) => first.toUpperCase()),
    retry: 'useless',
    retryMore: retrySentences.halt.replace(/\.$/, ''),
    primary: 'copy_reply',
    reply: page.desired === 'assigned' ? (entry?.customer ?? delayed) : changeUnderWay,
  }
}

/** A provider is away: nothing is tried and no attempt used up until it answers again. */
function judgeDown(provider: 'twilio' | 'vapi'): Judgement {
  const name = provider === 'twilio' ? 'Twilio' : 'VAPI'
  return {
    sentence: `${name} is down, so the run waits until it answers again.`,
    detail: 'One run looks every now and then; what waited goes on by itself.',
    code: null,
    fault: provider,
    faultMore: 'It answers nobody just now',
    retry: 'useless',
    retryMore: 'It goes by itself once it answers',
    primary: 'copy_reply',
    reply: 'Your number is delayed on our phone provider’s side. You do not need to do anything, and you will not be charged twice.',
  }
}
