import { lookUpCode } from '@domain/error-catalogue.ts'
import { runUnderWay, type CustomerPage } from '@/lib/customers/customer'
import type { Judgement } from './verdict'

/** Outside the rollout, and the old system has not taken them: it is asked again and again, and until then nobody serves them. */
export function judgeHandover(page: CustomerPage): Judgement {
  const code = runUnderWay(page)?.errorCode ?? null
  const tooLong = page.reasonCode === 'handover_untaken'
  const stopped = page.halts.some(({ scope }) => scope === 'dispatch')
  const why = code === null ? 'It has not answered yet' : lookUpCode(code).reason.replace(/\.$/, '')
  return {
    sentence: tooLong ? 'The old system has not taken this customer, so nobody serves them.' : 'Not in the rollout: the old system is being asked to take this customer.',
    detail: tooLong
      ? 'The code says why: mend that first. If it lasts, let them in on Rollout (allow list), or have them served by hand.'
      : 'It is asked again within minutes until it takes them; staff are told when it takes too long.',
    code,
    fault: tooLong ? 'us' : null,
    faultMore: why,
    retry: tooLong || stopped ? 'useless' : 'not_needed',
    retryMore: stopped ? 'Provisioning is stopped: it is not asked either' : 'It is asked again by itself until it takes them',
    primary: 'copy_reply',
    reply: 'Your number is delayed on our side. You do not need to do anything, and you will not be charged twice.',
  }
}
