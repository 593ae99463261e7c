import { formatPhone } from '@/lib/format/phone'
import type { Step, StepDetail } from '@/lib/runs/step'

const number = (detail: StepDetail) => (detail.e164_number ? formatPhone(detail.e164_number) : 'the number')

type Words = { title: (detail: StepDetail) => string; now: (detail: StepDetail) => string }

const steps: Record<string, Words> = {
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
  remove_import: { title: () => 'Remove the number from VAPI', now: () => 'Removing the number from VAPI' },
  verify_link: { title: () => 'Check the link', now: () => 'Checking the link' },
  begin_release: { title: () => 'Make sure that nobody wants it', now: () => 'Making sure that nobody wants it' },
  release_number: { title: (d) => `Give back ${number(d)}`, now: (d) => `Giving back ${number(d)}` },
  finish_release: { title: () => 'Write down the release', now: () => 'Writing down the release' },
  finish: { title: () => 'Finish the run', now: () => 'Finishing' },
}

/** What a step does, as a title. A step that this console does not know keeps its own name. */
export function stepTitle(step: string, detail: StepDetail = {}): string {
  return steps[step]?.title(detail) ?? step.replaceAll('_', ' ')
}

/** What is being done right now. */
export function stepAtWork(step: string, detail: StepDetail = {}): string {
  return steps[step]?.now(detail) ?? step.replaceAll('_', ' ')
}

/** What came of a step, in two or three words; empty when the title says it all. */
export function stepRemark(step: Step, describeError: (code: string) => string | null): string {
  if (step.outcome === 'skipped') return 'not needed'
  if (step.errorCode) return describeError(step.errorCode) ?? (step.outcome === 'unknown' ? 'no answer' : 'refused')
  if (step.outcome === 'unknown') return 'no answer'
  if (step.step === 'search_numbers' && typeof step.detail.candidates === 'number') {
    return `${step.detail.candidates} ${step.detail.candidates === 1 ? 'candidate' : 'candidates'}`
  }
  if (step.step === 'look_up_number') return step.detail.found === true ? 'found, it is ours' : step.detail.found === false ? 'not there' : ''
  return step.detail.adopted === true ? 'adopted' : ''
}
