import { lookUpCode } from '@domain/error-catalogue.ts'
import { stepRemark, stepTitle } from '@/lib/sentences/steps'
import { actionLabels, providerLabels } from '@/lib/sentences/words'
import type { RunRow } from './run'
import { detailLines, type Step } from './step'

/** A run as text for a ticket: ids, codes, times and allow-listed fields; nobody's e-mail. */
export function caseBundle(run: RunRow, steps: readonly Step[], link: string): string {
  const error = run.errorCode ? lookUpCode(run.errorCode) : null
  return [
    `Run #${run.id}: ${actionLabels[run.action]}, ${run.status}`,
    `Customer: ${run.userId}`,
    ...(error ? [`Code: ${error.code}, ${error.reason}`, `What to do: ${error.staff}`] : []),
    `Written down: ${run.createdAt}`,
    `Ended: ${run.finishedAt ?? 'not yet'}`,
    `Attempts: ${run.attempt}`,
    'Steps:',
    ...steps.map((step) => `  ${stepLine(step)}`),
    link,
  ].join('\n')
}

function stepLine(step: Step): string {
  const remark = stepRemark(step)
  const what = [`${step.startedAt} ${stepTitle(step.step, step.detail)}`, providerLabels[step.provider], step.outcome, `${step.durationMs} ms`]
  const more = [...(step.httpStatus === null ? [] : [`HTTP ${step.httpStatus}`]), ...(step.errorCode ? [step.errorCode] : []), ...(remark ? [remark] : [])]
  return [...what, ...more, ...detailLines(step).map(([name, value]) => `${name} ${value}`)].join(', ')
}
