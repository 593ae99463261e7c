'use client'

import Link from 'next/link'
import { StatusIcon } from '@/components/status/status-icon'
import { toneText } from '@/components/status/tone'
import { stepSigns } from '@/components/status/vocabulary'
import { Moment } from '@/components/time/moment'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-text'
import { Fact } from '@/components/ui/facts'
import { useNow, useTimeZone } from '@/lib/clock/clock-provider'
import { formatCount, plural } from '@/lib/format/count'
import { formatDuration } from '@/lib/format/duration'
import { formatClock } from '@/lib/format/time'
import type { RunDetail } from '@/lib/queries/runs/fetch-run-detail'
import { useLiveRun } from '@/lib/queries/runs/use-live-run'
import { caseOfRun } from '@/lib/customers/case-of'
import { hasEnded } from '@/lib/runs/run'
import { toIso } from '@/lib/runs/scope'
import { detailLines, type Step } from '@/lib/runs/step'
import { waitedMs, workingMs } from '@/lib/runs/times'
import { stepAtWork, stepRemark, stepTitle } from '@/lib/sentences/steps'
import { describeStarter, providerLabels } from '@/lib/sentences/words'
import type { RunSummary } from '@/lib/runs/summary'
import type { SheetProps } from './run-sheet'
import { SheetVerdict } from './sheet-verdict'

/** The verdict, the facts, the steps and the last answer of a run; live. */
export function SheetBody({ detail: first, ...props }: SheetProps & { detail: RunDetail }) {
  const { query } = useLiveRun(first.run.id, first.run.userId)
  const detail = query.data ?? first
  const { run, steps } = detail
  return (
    <>
      <SheetVerdict detail={detail} staff={props.staff} ask={props.ask} />
      <div className="px-5 pb-6">
        <SheetFacts detail={detail} names={props.names} self={props.staff.id} />
        <Steps detail={detail} />
        <LastAnswer steps={steps} onCopy={() => void copyText(caseOfRun(detail, window.location.origin), 'Case copied')} />
        {run.errorCode ? <SameCode code={run.errorCode} summary={props.summary} onShow={props.onCode} /> : null}
      </div>
    </>
  )
}

function SheetFacts({ detail: { run }, names, self }: { detail: RunDetail; names: SheetProps['names']; self: string }) {
  const now = useNow(hasEnded(run.status) ? 86_400_000 : 1000)
  return (
    <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-4 gap-y-1.5 border-t border-line py-3">
      <Fact label="Customer">
        <Link href={`/customers/${run.userId}`} prefetch={false} className="block truncate text-accent-ink hover:underline">
          {run.email ?? run.userId}
        </Link>
      </Fact>
      <Fact label="Started by">{describeStarter(run, { names, self })}</Fact>
      <Fact label="Reason">{run.reason}</Fact>
      <Fact label="Working">
        {formatDuration(workingMs(run, now))} in {run.attempt} {plural(run.attempt, 'attempt', 'attempts')}
      </Fact>
      <Fact label="Waiting">{formatDuration(waitedMs(run, now))}</Fact>
    </dl>
  )
}

function Steps({ detail: { run, steps } }: { detail: RunDetail }) {
  const timeZone = useTimeZone()
  const last = steps.at(-1)
  return (
    <section aria-label="Steps" className="border-t border-line py-3">
      <h3 className="mb-1 font-semibold">
        Steps{' '}
        {steps[0] && last ? (
          <span className="text-sm font-normal text-ink-2">
            {formatClock(new Date(steps[0].startedAt), timeZone)} to {formatClock(new Date(Date.parse(last.startedAt) + last.durationMs), timeZone)}
          </span>
        ) : null}
      </h3>
      {steps.length === 0 && run.status !== 'processing' ? <p className="text-ink-3">None was tried</p> : null}
      <ol>
        {steps.map((step) => (
          <StepLine key={step.id} step={step} />
        ))}
        {run.status === 'processing' ? (
          <li className="-mx-2 flex h-7 items-center gap-2 rounded-sm bg-progress-tint px-2">
            <StatusIcon shape="turning" className="text-progress" />
            <span className="truncate">{stepAtWork(run.currentStep ?? 'claim', { e164_number: run.e164 })}</span>
          </li>
        ) : null}
      </ol>
    </section>
  )
}

function StepLine({ step }: { step: Step }) {
  const sign = stepSigns[step.outcome]
  const remark = stepRemark(step)
  return (
    <li className="flex min-h-7 items-center gap-2 border-b border-line py-0.5 last:border-b-0">
      <StatusIcon shape={sign.shape} className={toneText[sign.tone]} />
      <span className="min-w-0 flex-1 break-words">
        <span className="sr-only">{sign.word}: </span>
        {stepTitle(step.step, step.detail)} {remark ? <span className="text-ink-3">{remark}</span> : null}
      </span>
      <span className="text-sm text-ink-2">{providerLabels[step.provider]}</span>
      <span className="w-14 shrink-0 text-right text-ink-2">{formatDuration(step.durationMs)}</span>
    </li>
  )
}

/** What the last step that went outside was told; fields of the allow list only. */
function LastAnswer({ steps, onCopy }: { steps: readonly Step[]; onCopy: () => void }) {
  const step = steps.findLast((each) => each.outcome === 'failed' || each.outcome === 'unknown') ?? steps.findLast((each) => each.provider !== 'db') ?? steps.at(-1)
  const lines: [string, string][] = step
    ? [
        ['step', step.step],
        ['result', step.outcome === 'unknown' ? step.httpStatus === null ? `no answer within ${formatDuration(step.durationMs)}` : 'outcome unknown' : step.outcome],
        ...(step.httpStatus === null ? [] : [['status', `HTTP ${step.httpStatus}`] satisfies [string, string]]),
        ...(step.errorCode ? [['code', step.errorCode] satisfies [string, string]] : []),
        ...detailLines(step),
      ]
    : []
  return (
    <section aria-label="Last answer" className="border-t border-line py-3">
      <div className="mb-2 flex items-center gap-2">
        <h3 className="font-semibold">Last answer</h3>
        <span className="text-sm text-ink-2">Allowed fields only</span>
        <Button className="ml-auto" onClick={onCopy}>
          Copy case
        </Button>
      </div>
      {step ? (
        <dl className="rounded-md bg-sunken px-3 py-2 font-mono text-sm">
          {lines.map(([name, value]) => (
            <div key={name} className="grid grid-cols-[88px_minmax(0,1fr)] gap-2 leading-5">
              <dt className="text-ink-2">{name}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="text-ink-3">Nothing was asked yet</p>
      )}
    </section>
  )
}

function SameCode({ code, summary, onShow }: { code: string; summary: RunSummary | undefined; onShow: (code: string) => void }) {
  const same = summary?.errors.codes.find((each) => each.code === code)
  return (
    <section aria-label="Same code" className="flex items-center gap-2 border-t border-line py-3">
      <h3 className="font-semibold">Same code</h3>
      <span className="min-w-0 flex-1 text-sm text-ink-2">
        {same && summary ? (
          <>
            {formatCount(same.customers)} {plural(same.customers, 'customer', 'customers')} since <Moment at={toIso(summary.window.from)} />
          </>
        ) : (
          'Nobody else in this time'
        )}
      </span>
      {same ? (
        <Button kind="link" onClick={() => onShow(code)}>
          Show them
        </Button>
      ) : null}
    </section>
  )
}
