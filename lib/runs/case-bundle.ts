import { lookUpCode } from '@domain/error-catalogue.ts'
import { twilioNumberUrl, vapiAssistantUrl, vapiNumberUrl } from '@/lib/customers/consoles'
import { stepRemark, stepTitle } from '@/lib/sentences/steps'
import { actionLabels, providerLabels } from '@/lib/sentences/words'
import type { Run } from './run'
import { detailLines, type Step } from './step'

/** The ids by which the vendors know what a case is about. */
export type VendorIds = { tag: string | null; twilio: string | null; vapi: string | null; assistant: string | null }

type Case = { userId: string; run: Run | null; steps: readonly Step[]; ids: VendorIds; link: string }

/** A case as text for a vendor's support: ids, their consoles, codes, times and allow-listed fields; nobody's name, e-mail or place. */
export function caseBundle({ userId, run, steps, ids, link }: Case): string {
  return [
    ...(run ? runLines(run) : ['No run yet']),
    `Customer: ${userId}`,
    ...vendorLines(ids),
    ...(run ? ['Steps:', ...steps.filter((step) => step.runId === run.id).map((step) => `  ${stepLine(step)}`)] : []),
    link,
  ].join('\n')
}

function runLines(run: Run): string[] {
  const error = run.errorCode ? lookUpCode(run.errorCode) : null
  return [
    `Run #${run.id}: ${actionLabels[run.action]}, ${run.status}`,
    ...(error ? [`Code: ${error.code}, ${error.reason}`, `What to do: ${error.staff}`] : []),
    `Written down: ${run.createdAt}`,
    `Ended: ${run.finishedAt ?? 'not yet'}`,
    `Attempts: ${run.attempt}`,
  ]
}

function vendorLines({ tag, twilio, vapi, assistant }: VendorIds): string[] {
  return [
    ...(twilio ? [`Twilio number: ${twilio}, ${twilioNumberUrl(twilio)}`] : []),
    ...(tag ? [`Twilio tag: ${tag}`] : []),
    ...(vapi ? [`VAPI number: ${vapi}, ${vapiNumberUrl(vapi)}`] : []),
    ...(assistant ? [`VAPI assistant: ${assistant}, ${vapiAssistantUrl(assistant)}`] : []),
  ]
}

function stepLine(step: Step): string {
  const remark = stepRemark(step)
  const what = [`${step.startedAt} ${stepTitle(step.step, step.detail)}`, providerLabels[step.provider], step.outcome, `${step.durationMs} ms`]
  const more = [...(step.httpStatus === null ? [] : [`HTTP ${step.httpStatus}`]), ...(step.errorCode ? [step.errorCode] : []), ...(remark ? [remark] : [])]
  return [...what, ...more, ...detailLines(step).map(([name, value]) => `${name} ${value}`)].join(', ')
}
