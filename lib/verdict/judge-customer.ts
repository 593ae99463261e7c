import type { StaffRole } from '@/lib/auth/roles'
import { hasSecondNumber, openPurchase, runUnderWay, type CustomerPage } from '@/lib/customers/customer'
import { actionNeeds, blockingRun, judgeActions, takesBack } from './actions'
import { incidentsOf } from './incidents'
import { judgeAtRest } from './judge-at-rest'
import { judgeHandover } from './judge-handover'
import { judgeUnderWay } from './judge-under-way'
import type { Effect, Judgement, Verdict } from './verdict'

/** The verdict on a customer, as `self` reads it: pure over what one read of the database said. Page and run sheet show the same one. */
export function judgeCustomer(page: CustomerPage, role: StaffRole, self = ''): Verdict {
  const underWay = runUnderWay(page)
  const judgement = page.handoverAskedAt !== null ? judgeHandover(page) : underWay ? judgeUnderWay(page, underWay) : judgeAtRest(page, self)
  const actions = judgeActions(page, role)
  const atWork = blockingRun(page)?.id ?? null
  return {
    ...judgement,
    status: page.status,
    lead: judgeLead(page),
    effect: judgeEffect(page, underWay !== null),
    actions,
    takesBack: takesBack(page),
    needs: actionNeeds(page),
    incidents: incidentsOf(page),
    note: note(page, judgement, actions, atWork),
    atWork,
  }
}

function judgeLead(page: CustomerPage): Verdict['lead'] {
  if (page.handoverAskedAt !== null) return { words: page.status === 'needs_attention' ? 'Not taken for' : 'Asked for', since: page.handoverAskedAt }
  if (page.reasonCode === 'awaiting_turn') return { words: 'Waits for', since: page.since }
  const open = openPurchase(page)
  const waits = page.status === 'needs_attention' || page.status === 'being_set_up'
  if (waits && page.desired === 'assigned') {
    const hasNumber = open !== null && open.state !== 'intended'
    // A number that once answered has not been missing since the payment.
    const since = hasNumber && open.linked_at !== null ? (page.since ?? page.paidAt) : (page.paidAt ?? page.since)
    return { words: hasNumber ? 'Not answered for' : 'Without a number for', since }
  }
  return { words: 'For', since: page.since }
}

function judgeEffect(page: CustomerPage, underWay: boolean): Effect {
  const open = openPurchase(page)
  if (page.handoverAskedAt !== null) return { words: 'Calls are not answered', more: 'The old system was first asked at', since: page.handoverAskedAt }
  if (open && hasSecondNumber(page)) return { words: 'Another number is theirs', more: 'Ours is kept until it is released', since: null }
  if (open?.state === 'recorded' && open.assistant_id !== null && open.assistant_id === page.assistantId) {
    if (open.failed_code) return { words: 'Calls may not be answered', more: 'The last look at it failed', since: null }
    return { words: 'Calls are answered', more: 'Since', since: open.linked_at }
  }
  if (page.desired === 'assigned') {
    if (underWay && open && open.state !== 'intended') return { words: 'Ready in a moment', more: 'Paid', since: page.paidAt }
    return { words: 'Calls are not answered', more: 'Since the upgrade at', since: page.paidAt }
  }
  if (open) return { words: 'Calls are not answered', more: 'The number is kept', since: null }
  if (page.phoneNumbers.length > 0) return { words: 'Served elsewhere', more: 'Nothing is changed by us', since: null }
  return { words: 'No number', more: page.hold ? 'The hold keeps it so' : 'None is due', since: null }
}

/** What one would look for and not find. */
function note(page: CustomerPage, { primary, retry }: Judgement, actions: Verdict['actions'], atWork: number | null): string | null {
  const viewer = Object.values(actions).every((action) => !action.on)
  if (viewer && !actions.hold.on && actions.hold.why.includes('viewers')) return actions.hold.why
  if (atWork !== null) return `Check, Retry and Release are off while run #${atWork} works.`
  if (primary !== 'copy_reply' && !actions[primary].on) return actions[primary].why
  if (retry === 'check_first') return 'Retry is off until a check has an answer.'
  return page.status === 'needs_attention' && !actions.retry.on ? actions.retry.why.replace(/^Off:/, 'Retry is off:') : null
}
