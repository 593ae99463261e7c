import { formatPhone } from '@/lib/format/phone'
import { hasSecondNumber, lastAnswer, openPurchase, type CustomerPage } from '@/lib/customers/customer'
import { sayWho } from '@/lib/staff/say-who'
import { judgeFailure, judgeUnsettled } from './judge-failure'
import type { Judgement } from './verdict'
import { untouchedWords } from './words'

type Said = Partial<Judgement> & Pick<Judgement, 'sentence' | 'reply'>

const nobody: Omit<Judgement, 'sentence' | 'reply'> = {
  detail: null,
  code: null,
  fault: null,
  faultMore: 'Nothing is broken',
  retry: 'not_needed',
  retryMore: 'Nothing has to be repeated',
  primary: 'copy_reply',
}

const noNumberNow = 'You have no number at the moment. As soon as you are on a paid plan we set one up for you.'

/** No run is under way: what the facts come to. */
export function judgeAtRest(page: CustomerPage, self: string): Judgement {
  return { ...nobody, ...say(page, self) }
}

function say(page: CustomerPage, self: string): Said {
  if (page.hold && page.status !== 'needs_attention') return sayHold(page, self)
  switch (page.status) {
    case 'working':
      return sayWorking(page)
    case 'needs_attention':
      return sayTrouble(page)
    case 'being_set_up':
      return sayUnfinished(page)
    case 'paused':
      return sayPaused(page)
    case 'released':
      return {
        sentence: 'The number was given back; the customer has none.',
        detail: untouchedWords(page.reasonCode),
        reply: 'Your number was given back because the plan ended. If you subscribe again we set up a new one.',
      }
    case 'on_hold':
    case 'not_eligible':
    case 'not_in_rollout':
      return sayNotDue(page)
  }
}

function sayHold(page: CustomerPage, self: string): Said {
  const open = openPurchase(page)
  const number = open ? formatPhone(open.e164_number) : null
  const because = page.hold?.reason ? `Why: “${page.hold.reason}”` : 'No reason was written down.'
  const base = { detail: because, faultMore: `${page.hold ? sayWho({ id: page.hold.byId, name: page.hold.by }, self) : 'A colleague'} decided it`, retry: 'useless', retryMore: 'The hold keeps automation off' } as const
  switch (page.hold?.mode) {
    case 'paused':
      return {
        ...base,
        sentence: number ? `${number} is paused by staff: it is kept, but nobody answers.` : 'Paused by staff; there is no number.',
        primary: 'resume',
        reply: 'Your number is kept for you, but calls are not answered at the moment. Tell us when you want it back on.',
      }
    case 'released':
      return {
        ...base,
        ...(number ? { detail: `${because} Keep the number takes it back.` } : {}),
        sentence: number ? `${number} waits to be given back; staff released it.` : 'Staff released the number, and no other one is bought.',
        primary: number ? 'check' : 'provision',
        reply: 'Your number was given back as agreed. Tell us if you want a new one.',
      }
    default:
      return {
        ...base,
        sentence: 'Staff put this customer on hold, so automation keeps off.',
        primary: 'unhold',
        reply: 'We are looking into your account by hand and change nothing until we have. We will write to you.',
      }
  }
}

function sayWorking(page: CustomerPage): Said {
  const open = openPurchase(page)
  if (!open) return { sentence: 'The customer’s number works.', reply: 'Your number works, and your assistant answers its calls.' }
  const number = formatPhone(open.e164_number)
  if (open.verified_at === null) {
    return {
      sentence: `${number} is linked, but VAPI has not confirmed it yet.`,
      detail: 'A check looks at Twilio and VAPI and links it again if needed.',
      fault: 'vapi',
      faultMore: 'Its confirmation is missing',
      retry: 'safe',
      retryMore: 'A look changes nothing',
      primary: 'check',
      reply: `Your number is ${number}. Please try a call, and tell us if nobody answers.`,
    }
  }
  return {
    sentence: `${number} works.`,
    detail: open.adopted ? 'It was bought, adopted into the ledger and linked; VAPI confirmed it.' : 'It was bought, recorded and linked; VAPI confirmed it.',
    reply: `Your number is ${number}, and your assistant answers its calls.`,
  }
}

function sayTrouble(page: CustomerPage): Said {
  const open = openPurchase(page)
  const run = lastAnswer(page)
  if (page.integrity) {
    const second = open && hasSecondNumber(page)
    return {
      ...(second ? { primary: 'release' } : {}),
      sentence: second ? `The product’s row names another number; ours, ${formatPhone(open.e164_number)}, is paid for nobody.` : 'The customer’s rows contradict each other, so nothing is touched.',
      detail: `${page.integrity.detail}. ${page.integrity.howToSettle}`,
      fault: 'customer',
      faultMore: 'Rows in the product’s own tables',
      retry: 'useless',
      retryMore: 'Settle the rows first',
      reply: 'We are sorting out which number is yours and change nothing until we have. We will write to you.',
    }
  }
  if (page.desiredReason === 'other_provider') {
    return {
      sentence: 'The number is at another provider, so nothing is touched.',
      fault: 'customer',
      faultMore: 'A row names another provider',
      retry: 'useless',
      retryMore: 'We only manage numbers at Twilio',
      reply: 'We are looking into your number and change nothing until we have. We will write to you.',
    }
  }
  if (run?.status === 'failed') return judgeFailure(page, run)
  // Later runs did other things; none of them has looked at the number.
  if (open?.failed_code) return judgeFailure(page, run, open.failed_code)
  if (open?.state === 'intended') return judgeUnsettled(page, open, null, null)
  if (page.reasonCode === 'no_run' || page.runs.length === 0) return neverStarted
  return open
    ? {
        ...ourDelay,
        sentence: `${formatPhone(open.e164_number)} is not linked to the customer’s assistant.`,
        faultMore: 'The facts changed, and no run followed',
        primary: page.assistantId ? 'relink' : 'retry',
      }
    : { ...ourDelay, sentence: 'Paid, but the last run ended without a number.', faultMore: 'The facts changed, and no run followed', primary: 'retry' }
}

const ourDelay = {
  fault: 'us',
  retry: 'safe',
  retryMore: 'A retry cannot pay twice',
  reply: 'Your number is delayed on our side. You do not need to do anything, and you will not be charged twice.',
} as const

const neverStarted: Said = {
  ...ourDelay,
  sentence: 'Paid, but no run was ever started.',
  detail: 'The trigger of the subscription did not fire, or fired before this project was activated.',
  faultMore: 'A run should have started',
  primary: 'provision',
}

function sayUnfinished(page: CustomerPage): Said {
  const open = openPurchase(page)
  if (page.desiredReason === 'guard_holding') {
    return {
      ...ourDelay,
      sentence: 'Paid, but the rollout’s guard lets nobody in just now.',
      detail: 'They enter by themselves when an admin lets the guard go.',
      faultMore: 'See the guard’s sentence on Rollout',
      retry: 'useless',
      retryMore: 'The guard must let go first',
    }
  }
  if (page.reasonCode === 'awaiting_turn') return sayTurn(page)
  if (open && page.assistantId === null) {
    const number = formatPhone(open.e164_number)
    return {
      sentence: `${number} waits for an assistant.`,
      detail: 'As soon as the customer has an assistant it is linked by itself.',
      fault: 'customer',
      faultMore: 'They have no assistant yet',
      retry: 'useless',
      retryMore: 'There is nothing to link it to',
      reply: `Your number is ${number}. It answers calls as soon as your assistant is set up.`,
    }
  }
  return { ...ourDelay, sentence: 'A run is about to start.', faultMore: 'Nobody has to act', fault: null, retry: 'not_needed', retryMore: 'It goes by itself' }
}

function sayTurn({ rollout, halts }: CustomerPage): Said {
  const pace = `At most ${rollout.entriesPerMinute} ${rollout.entriesPerMinute === 1 ? 'customer enters' : 'customers enter'} a minute, in a fixed order.`
  return {
    sentence: 'Paid, and waits for their turn to enter the rollout.',
    detail: halts.some(({ scope }) => scope === 'dispatch') ? 'Provisioning is stopped; they enter once an admin starts it again.' : `${pace} The run starts by itself.`,
    faultMore: 'Nobody has to act',
    retryMore: 'The run comes by itself',
    reply: 'Your number is being set up. You do not need to do anything.',
  }
}

function sayPaused(page: CustomerPage): Said {
  const open = openPurchase(page)
  const number = open ? formatPhone(open.e164_number) : 'The number'
  const returning = { reply: `Your number ${open ? `${number} ` : ''}is kept for you. It answers again as soon as your plan is active.` }
  switch (page.desiredReason) {
    case 'free_tier':
      return { ...returning, sentence: `Downgraded to free: ${number} is kept, nobody answers.` }
    case 'paused_subscription':
      return { ...returning, sentence: `The subscription is paused: ${number} is kept, nobody answers.` }
    case 'cancelled':
    case 'expired':
      return {
        sentence: `The plan ended: ${number} is kept for a while, then given back.`,
        reply: `Your plan ended. Your number is kept for a short while; subscribe again to keep it.`,
      }
    default:
      // Where the subscription says nothing that is known nothing was taken off: whoever answered goes on.
      if (open?.assistant_id) return { sentence: `${untouchedWords(page.desiredReason).replace(/\.$/, '')}: ${number} goes on answering.`, reply: `Your number is ${number} and works as before. You do not need to do anything.` }
      return { ...returning, sentence: `${number} is kept, but nobody answers.` }
  }
}

const dataTrouble = new Set(['conflicting_subscriptions', 'unknown_status', 'unknown_tier', 'no_subscription'])

function sayNotDue(page: CustomerPage): Said {
  const words = untouchedWords(page.desiredReason)
  switch (page.desiredReason) {
    case 'not_in_rollout':
      // The run says when there was nobody to hand over to; whether the old system serves them all the same, we cannot know.
      if (lastAnswer(page)?.outcome === 'not_in_rollout') {
        return {
          sentence: 'Paid, but not in the rollout; nobody was told of them.',
          detail: 'No old system is configured to be told. They enter when the percentage rises, or when an admin lets them in.',
          reply: 'Your number is being set up. You do not need to do anything.',
        }
      }
      return { sentence: 'Paid, but not in the rollout: the old system serves them.', detail: 'They enter when the percentage rises, or when an admin lets them in.', reply: 'Your number is being set up. You do not need to do anything.' }
    case 'handed_over':
      return { sentence: 'The old system was just given this customer and may be buying.', detail: 'We keep off for a while, so that nobody gets two numbers.', reply: 'Your number is being set up. You do not need to do anything.' }
    case 'legacy_number':
      return { sentence: 'The old system bought this number; it stays there.', reply: 'Your number works as before. You do not need to do anything.' }
    case 'not_activated':
      return { sentence: 'Switchboard only watches until an admin activates it.', reply: 'Your number is being set up. You do not need to do anything.' }
  }
  if (!dataTrouble.has(page.desiredReason)) return { sentence: words, reply: noNumberNow }
  return {
    sentence: words,
    fault: page.desiredReason === 'no_subscription' ? null : 'customer',
    faultMore: page.desiredReason === 'no_subscription' ? 'Nobody has to act' : 'The subscription’s own row',
    retry: 'useless',
    retryMore: 'The subscription must change first',
    reply: noNumberNow,
  }
}
