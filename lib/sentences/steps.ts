import { lookUpError } from '@domain/error-catalogue.ts'
import { formatPhone } from '@/lib/format/phone'
import { stepNames, type StepName } from '@domain/states.ts'
import type { Step, StepDetail } from '@/lib/runs/step'

const number = (detail: StepDetail) => (detail.e164_number ? formatPhone(detail.e164_number) : 'the number')

type Words = { title: (detail: StepDetail) => string; now: (detail: StepDetail) => string }

const steps: Record<StepName, Words> = {
  claim: { title: () => 'Claim the run and read the facts', now: () => 'Reading the facts' },
  decide: { title: () => 'Decide what is wanted', now: () => 'Deciding what is wanted' },
  search_numbers: { title: () => 'Search US local numbers', now: () => 'Searching for a number' },
  record_intent: { title: (d) => `Write the intent to buy ${number(d)}`, now: (d) => `Choosing ${number(d)}` },
  buy_number: { title: (d) => `Buy ${number(d)}`, now: (d) => `Buying ${number(d)}` },
  look_up_number: { title: (d) => `Look up ${number(d)}`, now: (d) => `Looking up ${number(d)}` },
  record_purchase: { title: () => 'Write down the purchase', now: () => 'Writing down the purchase' },
  record_number: { title: () => 'Record it for the customer', now: () => 'Recording the number' },
  link_assistant: { title: () => 'Link it to the assistant', now: () => 'Linking to the assistant' },
  unlink_assistant: { title: () => 'Take the assistant off', now: () => 'Taking the assistant off' },
  find_import: { title: (d) => `Look for ${number(d)} at VAPI`, now: () => 'Looking for the number at VAPI' },
  import_number: { title: (d) => `Bring ${number(d)} to VAPI`, now: () => 'Bringing the number to VAPI' },
  update_import: { title: () => 'Set the assistant of the number', now: () => 'Setting the assistant of the number' },
  remove_import: { title: () => 'Remove the number from VAPI', now: () => 'Removing the number from VAPI' },
  verify_link: { title: () => 'Check the link', now: () => 'Checking the link' },
  begin_release: { title: () => 'Make sure that nobody wants it', now: () => 'Making sure that nobody wants it' },
  release_number: { title: (d) => `Give back ${number(d)}`, now: (d) => `Giving back ${number(d)}` },
  finish_release: { title: () => 'Write down the release', now: () => 'Writing down the release' },
  hand_over: { title: () => 'Hand the customer to the old system', now: () => 'Handing over to the old system' },
  record_handover: { title: () => 'Write down the handover', now: () => 'Writing down the handover' },
  finish: { title: () => 'Finish the run', now: () => 'Finishing' },
}

function wordsOf(step: string): Words | null {
  const known = stepNames.find((name) => name === step)
  return known ? steps[known] : null
}

/** What a step does, as a title. A step that this console does not know keeps its own name. */
export function stepTitle(step: string, detail: StepDetail = {}): string {
  return wordsOf(step)?.title(detail) ?? step.replaceAll('_', ' ')
}

/** What is being done right now. */
export function stepAtWork(step: string, detail: StepDetail = {}): string {
  return wordsOf(step)?.now(detail) ?? step.replaceAll('_', ' ')
}

/** What came of a step, in two or three words; empty when the title says it all. */
export function stepRemark(step: Step): string {
  if (step.outcome === 'skipped') return 'not needed'
  if (step.errorCode) return asRemark(lookUpError(step.provider, step.errorCode).reason)
  if (step.outcome === 'unknown') return 'no answer'
  if (step.step === 'search_numbers' && typeof step.detail.candidates === 'number') {
    return `${step.detail.candidates} ${step.detail.candidates === 1 ? 'candidate' : 'candidates'}`
  }
  if (step.step === 'look_up_number') return step.detail.found === true ? 'found, it is ours' : step.detail.found === false ? 'not there' : ''
  return step.detail.adopted === true ? 'adopted' : ''
}

/** A sentence of the catalogue as the end of a line: small first letter but for names, no full stop. */
function asRemark(sentence: string): string {
  const open = sentence.replace(/\.$/, '')
  return /^(Twilio|VAPI)\b/.test(open) ? open : open.charAt(0).toLowerCase() + open.slice(1)
}
