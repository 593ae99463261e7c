import { decide, type Decision } from '@domain/decide.ts'
import { isAtLeast, type StaffRole } from '@/lib/auth/roles'
import { hasSecondNumber, openPurchase, type CustomerPage, type Halt, type Hold, type LedgerRow } from '@/lib/customers/customer'
import type { Availability } from '@/lib/verdict/availability'
import { buyAnswer } from './buy-answer'
import { untouchedWords } from './words'
import type { CustomerAction, Needed } from './verdict'

type Why = string | null

/** Which actions make sense now; if not, why. The database judges again when one is pressed, on the facts of that moment. */
export function judgeActions(page: CustomerPage, role: StaffRole): Record<CustomerAction, Availability> {
  const open = openPurchase(page)
  const busy = whyBusy(page)
  const why: Record<CustomerAction, Why> = {
    check: busy ?? whyNoCheck(page) ?? whyHalted(page, ['twilio']),
    retry: busy ?? whyNoRetry(page, open) ?? whyHalted(page, open ? ['twilio', 'vapi'] : ['acquire', 'twilio']),
    // Taking a release back asks nobody: the hold goes with the press.
    provision: busy ?? whyNoProvision(page, open) ?? (takesBack(page) ? null : whyHalted(page, ['acquire', 'twilio'])),
    relink: busy ?? whyNoRelink(page, open) ?? whyHalted(page, ['vapi']),
    pause: busy ?? whyNoPause(page, open),
    resume: busy ?? (page.hold?.mode === 'paused' ? null : 'nothing is paused by staff.'),
    hold: page.hold && !(page.hold.mode === 'released' && isStillThere(open)) ? whyHeld(page.hold, open) : null,
    unhold: page.hold?.mode === 'freeze' ? null : 'the customer is not on hold.',
    release: busy ?? whyNoRelease(page, open),
  }
  const may = isAtLeast(role, 'operator')
  const judge = (reason: Why): Availability => (!may ? off('viewers look, operators and admins act.') : reason === null ? { on: true } : off(reason))
  return {
    check: judge(why.check),
    retry: judge(why.retry),
    provision: judge(why.provision),
    relink: judge(why.relink),
    pause: judge(why.pause),
    resume: judge(why.resume),
    hold: judge(why.hold),
    unhold: judge(why.unhold),
    release: judge(why.release),
  }
}

/** Whom each action would have to ask. */
export function actionNeeds(page: CustomerPage): Record<CustomerAction, readonly Needed[]> {
  const owned = openPurchase(page)?.state === 'recorded'
  const start: readonly Needed[] = owned ? ['vapi'] : ['twilio']
  return { check: ['twilio'], retry: owned ? ['twilio', 'vapi'] : start, provision: start, relink: ['vapi'], pause: ['vapi'], resume: start, hold: [], unhold: [], release: ['twilio', 'vapi'] }
}

const off = (why: string): Availability => ({ on: false, why: `Off: ${why}` })

/** Until the point of no return a release can be taken back: Provision then means to keep the number. */
export function takesBack(page: CustomerPage): boolean {
  return page.userExists && page.hold?.mode === 'released' && isStillThere(openPurchase(page))
}

function isStillThere(open: LedgerRow | null): boolean {
  return open?.state === 'purchased' || open?.state === 'recorded'
}

function whyHeld(hold: Hold, open: LedgerRow | null): string {
  switch (hold.mode) {
    case 'freeze':
      return 'on hold. Take off the hold first.'
    case 'paused':
      return 'paused by staff. Resume instead.'
    case 'released':
      return isStillThere(open) ? 'released by staff. Keep the number first.' : 'released by staff. Provision again instead.'
  }
}

const unsettled = 'the last buy has no known outcome. Check first.'

/** The run that nothing else may start beside: one at work, or one that a person has just asked for. */
export function blockingRun(page: Pick<CustomerPage, 'runs'>) {
  return page.runs.find((run) => run.status === 'processing' || (run.status === 'pending' && run.source === 'staff' && run.waitingFor === null)) ?? null
}

function whyBusy(page: CustomerPage): Why {
  const run = blockingRun(page)
  return run ? `run #${run.id} is at work.` : null
}

const stopped: Record<Halt['scope'], string> = {
  acquire: 'buying numbers is stopped. Runs wait and go by themselves.',
  twilio: 'Twilio is stopped. Runs wait and go by themselves.',
  vapi: 'VAPI is stopped. Runs wait and go by themselves.',
  release: 'releases are stopped. Runs wait and go by themselves.',
  all: 'provisioning is stopped. Runs wait and go by themselves.',
  dispatch: 'provisioning is stopped. Runs wait and go by themselves.',
}

function whyHalted(page: CustomerPage, scopes: readonly Halt['scope'][]): Why {
  const halt = page.halts.find(({ scope }) => scope === 'all' || scope === 'dispatch' || scopes.includes(scope))
  return halt ? stopped[halt.scope] : null
}

function whyNoCheck(page: CustomerPage): Why {
  const known = page.purchases.some((row) => row.state !== 'released' && row.state !== 'lost')
  return known ? null : 'there is no number to look for.'
}

function whyNoRetry(page: CustomerPage, open: LedgerRow | null): Why {
  if (page.hold) return whyHeld(page.hold, open)
  if (open?.state === 'intended') return buyAnswer(page, open) === 'refused' ? 'a check does it: it looks before it asks again.' : unsettled
  const failed = page.runs.find((run) => run.status !== 'superseded')?.status === 'failed'
  if (page.desired === 'untouched') return asWhy(untouchedWords(page.desiredReason))
  return failed || isDoubted(open) || !isConverged(page, open) ? null : 'everything is as it should be.'
}

function whyNoProvision(page: CustomerPage, open: LedgerRow | null): Why {
  if (page.hold && page.hold.mode !== 'released') return whyHeld(page.hold, open)
  if (takesBack(page)) return null
  if (open) return open.state === 'intended' ? unsettled : 'the customer has a number already.'
  const wanted = decideWith(page, null)
  return wanted.desired === 'assigned' ? null : asWhy(untouchedWords(wanted.reason))
}

function whyNoRelink(page: CustomerPage, open: LedgerRow | null): Why {
  if (page.hold) return whyHeld(page.hold, open)
  if (!open) return 'there is no number to link.'
  if (open.state === 'intended') return unsettled
  if (!page.assistantId) return 'there is no assistant to link it to.'
  return page.desired === 'assigned' ? null : 'the number is not meant to answer now.'
}

function whyNoPause(page: CustomerPage, open: LedgerRow | null): Why {
  if (page.hold) return whyHeld(page.hold, open)
  if (!open) return 'there is no number to pause.'
  if (open.state === 'intended') return 'we do not know yet whether we own a number.'
  if (page.desired === 'paused') return 'the subscription has paused it already.'
  return decideWith(page, 'paused').desired === 'paused' ? null : 'the customer’s rows contradict each other.'
}

function whyNoRelease(page: CustomerPage, open: LedgerRow | null): Why {
  if (page.hold?.mode === 'freeze') return whyHeld(page.hold, open)
  if (hasSecondNumber(page) && isStillThere(open)) return null
  if (page.hold?.mode === 'released') return 'released by staff already.'
  if (!open) return page.phoneNumbers.length > 0 ? 'the number is not ours to give back.' : 'there is no number to release.'
  if (open.state === 'intended') return 'we do not know yet whether we own a number.'
  return decideWith(page, 'released').desired === 'released' ? null : 'the customer’s rows contradict each other.'
}

/** What would be decided if this hold, or none, were set. */
function decideWith(page: CustomerPage, mode: 'paused' | 'released' | null): Decision {
  return decide({
    user_exists: page.userExists,
    subscriptions: page.subscriptions,
    phone_numbers: page.phoneNumbers,
    purchases: page.purchases.filter((row) => row.state !== 'released' && row.state !== 'lost'),
    hold: mode === null ? null : { mode, reason: null },
    rollout: page.rollout,
    handed_over_at: page.handedOverAt,
    integrity_issue: page.integrity?.issue ?? null,
    activated: page.activated,
  })
}

/** A run failed with the number, and nobody has looked and succeeded since. */
function isDoubted(open: LedgerRow | null): boolean {
  return (open?.failed_code ?? null) !== null
}

function isConverged(page: CustomerPage, open: LedgerRow | null): boolean {
  switch (page.desired) {
    case 'assigned':
      return open?.state === 'recorded' && open.release_requested_at === null && (page.assistantId === null || open.assistant_id === page.assistantId)
    case 'paused':
      return !open || (open.state === 'recorded' && open.assistant_id === null)
    case 'released':
      return !open || open.release_after !== null
    case 'untouched':
      return true
  }
}

function asWhy(sentence: string): string {
  return /^(Switchboard)\b/.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
