import { lookUpCode, type LookedUpError } from '@domain/error-catalogue.ts'
import { formatPhone } from '@/lib/format/phone'
import { capitalise } from '@/lib/format/words'
import { openPurchase, type CustomerPage, type LedgerRow } from '@/lib/customers/customer'
import type { Run } from '@/lib/runs/run'
import { retrySentences } from '@/lib/sentences/words'
import { buyAnswer } from './buy-answer'
import { retryMore, retryVerdicts, type Judgement, type Primary } from './verdict'
import { countWord } from './words'

const waitsForNews = 'Your number is delayed on our side. You do not need to do anything, and you will not be charged twice.'
const noticesNothing = 'Everything works on your side. You do not need to do anything.'

/** A run that ended without success: what the catalogue knows, made exact by ledger and steps. `code` where an older failure stands. */
export function judgeFailure(page: CustomerPage, run: Run | null, code = run?.errorCode ?? 'function_error'): Judgement {
  const open = openPurchase(page)
  const entry = lookUpCode(code)
  const retry = retryVerdicts[entry.retry]
  // A refusal is an answer: what it says weighs more than that the ledger still holds the intent.
  const refused = retry === 'useless' && open !== null && buyAnswer(page, open) === 'refused'
  if (open?.state === 'intended' && !refused) return judgeUnsettled(page, open, entry, code)
  return {
    sentence: exactSentence(page, run, entry),
    detail: entry.retry === 'check_first' && open === null ? 'A retry asks again, from the start.' : entry.staff,
    code,
    fault: entry.fault,
    faultMore: !entry.known ? 'The code is new to us' : entry.retry === 'check_first' && open === null ? 'It did not answer' : withoutStop(entry.reason),
    retry,
    retryMore: retry === 'useless' ? withoutStop(retrySentences[entry.retry]) : retryMore[retry],
    primary: takingAway(page) ? (retry === 'safe' ? 'check' : 'copy_reply') : primaryFor(entry, open),
    reply: entry.customer ?? noticesNothing,
  }
}

/** The ledger says that we set out to buy, and not what came of it: nobody repeats anything before a look. */
export function judgeUnsettled(page: CustomerPage, open: LedgerRow, entry: LookedUpError | null, code: string | null): Judgement {
  const number = formatPhone(open.e164_number)
  const asked = buyAnswer(page, open) === 'no answer'
  const timedOut = code === null || code === 'timeout' || code === 'network'
  return {
    sentence: asked
      ? `Twilio never answered our request to buy ${number}, so we may already own it.`
      : `We set out to buy ${number} and do not know yet what came of it.`,
    detail: entry && !timedOut ? `Looking it up has not succeeded since: ${lowerFirst(entry.reason)}` : 'A check looks the number up and keeps it if it is ours, or asks for it again.',
    code,
    fault: asked ? 'twilio' : (entry?.fault ?? 'us'),
    faultMore: asked ? 'Its answer was lost' : 'Our worker stopped in between',
    retry: 'check_first',
    retryMore: retryMore.check_first,
    primary: 'check',
    reply: entry?.customer ?? waitsForNews,
  }
}

/** Codes whose sentence says more once it is counted. */
function exactSentence(page: CustomerPage, run: Run | null, entry: LookedUpError): string {
  const own = page.steps.filter((step) => step.runId === run?.id)
  if (entry.code === '21422') {
    const sold = own.filter((step) => step.step === 'buy_number' && step.errorCode === '21422').length
    if (sold > 1) return `${capitalise(countWord(sold))} numbers in a row were sold to others first.`
  }
  if ((entry.code === '20503' || entry.code === 'vapi_unavailable') && run && run.errorCode === entry.code && run.attempt > 1) {
    return `${entry.provider === 'vapi' ? 'VAPI' : 'Twilio'} was unavailable for all ${countWord(run.attempt)} attempts.`
  }
  // Without an intent in the ledger nothing can have been bought: it was a search or a look that got no answer.
  if (entry.retry === 'check_first' && openPurchase(page) === null) return `${entry.provider === 'vapi' ? 'VAPI' : 'Twilio'} did not answer when we asked; nothing was bought.`
  return entry.verdict
}

/** What staff or the plan took away is finished by a check; a retry would ask for it back. */
function takingAway(page: CustomerPage): boolean {
  return page.hold !== null || page.purchases.some((row) => row.state === 'releasing')
}

const looks = new Set(['20404', '20409', '21402', '21405', '21420', 'db_23505'])
const relinks = new Set(['vapi_409', 'vapi_unanswered', 'vapi_call.start.error-get-phone-number', 'vapi_not_linked', 'vapi_already_imported'])

/** The one thing to do first. Where only the cause can be mended, that is to tell the customer. */
function primaryFor(entry: LookedUpError, open: LedgerRow | null): Primary {
  if (open && looks.has(entry.code)) return 'check'
  if (entry.code === 'number_missing' && open) return 'release'
  if (open && (relinks.has(entry.code) || (entry.provider === 'vapi' && retryVerdicts[entry.retry] === 'safe'))) return 'relink'
  if (entry.code === 'foreign_number') return 'retry'
  return retryVerdicts[entry.retry] === 'safe' ? 'retry' : 'copy_reply'
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}

function lowerFirst(sentence: string): string {
  return /^(Twilio|VAPI)\b/.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
