import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { formatCents, formatCount, formatRate } from '@/lib/format/count'
import { formatDuration } from '@/lib/format/duration'
import type { RolloutPreview } from '@/lib/rollout/preview'

/** Under the line: who stays, who moves, who is outside. */
export function PreviewLegend({ preview }: { preview: RolloutPreview | undefined }) {
  if (!preview) return <p className="h-5" />
  const lowers = preview.percentage_bp < preview.now_bp
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-ink-2">
      <Part swatch="bg-accent" count={preview.stay} words="stay in" />
      {preview.percentage_bp !== preview.now_bp ? <Part swatch="hatched-accent" count={lowers ? preview.leave : preview.enter} words={lowers ? 'leave' : 'enter'} /> : null}
      <Part swatch="bg-chart-rest" count={preview.stay_outside} words="stay outside" />
    </p>
  )
}

function Part({ swatch, count, words }: { swatch: string; count: number; words: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={cn('size-2.5 rounded-sm', swatch)} />
      <span>
        <span className="font-medium text-ink">{formatCount(count)}</span> {words}
      </span>
    </span>
  )
}

/** What saving would come to, each figure with its ground. */
export function PreviewTable({ preview, counting }: { preview: RolloutPreview; counting: boolean }) {
  const added = preview.monthly_cents_after - preview.monthly_cents_now
  const lowers = preview.percentage_bp < preview.now_bp
  return (
    <dl aria-label="What saving would do" aria-busy={counting} className={cn('mt-3 border-t border-line', counting && 'text-ink-3')}>
      <Row label="Leave" value={formatCount(preview.leave)} tone={preview.leave === 0 ? 'text-ok' : 'text-caution'}>
        {leaveWords(preview)}
      </Row>
      {lowers ? null : (
        <>
          <Row label="Keep their number" value={formatCount(preview.keep_number)}>
            They already have one. Nothing is bought or changed.
          </Row>
          <Row label="Numbers to buy" value={formatCount(preview.purchases)}>
            {formatCents(added)} today, then {formatCents(added)} more every month: {formatCents(preview.monthly_cents_now)} becomes{' '}
            {formatCents(preview.monthly_cents_after)}.
          </Row>
          <Row label="Takes about" value={preview.minutes === 0 ? '0 min' : formatDuration(preview.minutes * 60_000)}>
            At {formatCount(preview.entries_per_minute)} purchases a minute, the present limit.
          </Row>
          <Row
            label="Likely to fail"
            value={preview.likely_failures === null ? 'Not known' : `${formatCount(preview.likely_failures)} of ${formatCount(preview.purchases)}`}
            tone={(preview.likely_failures ?? 0) > (preview.usual_failures ?? 0) ? 'text-danger' : undefined}
          >
            {failureWords(preview)}
          </Row>
        </>
      )}
    </dl>
  )
}

function leaveWords(preview: RolloutPreview): string {
  const now = formatCount(preview.now_bp)
  const next = formatCount(preview.percentage_bp)
  if (preview.leave === 0 && preview.percentage_bp >= preview.now_bp) {
    return `Every bucket below ${now} is also below ${next}. Counted over ${formatCount(preview.customers)} customers: nobody leaves.`
  }
  return `${formatCount(preview.leave_with_number)} of them own a number and keep it, ours to look after. Only new purchases stop.`
}

function failureWords(preview: RolloutPreview): string {
  if (preview.purchases === 0) return 'Nothing is bought, so nothing can fail.'
  if (preview.failure_rate === null) return 'Not enough data: nobody got an outcome within the last hour.'
  const usual = preview.usual_rate === null || preview.usual_failures === null ? '' : ` At the ${formatRate(preview.usual_rate)} of the last day it would be ${formatCount(preview.usual_failures)}.`
  return `At the rate of the last hour, ${formatRate(preview.failure_rate)}.${usual}`
}

function Row({ label, value, tone, children }: { label: string; value: string; tone?: string | undefined; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(96px,1fr)_96px_minmax(0,3.4fr)] items-baseline gap-x-3 border-b border-line py-2 max-sm:grid-cols-[1fr_auto]">
      <dt>{label}</dt>
      <dd className={cn('text-right font-medium', tone)}>{value}</dd>
      <dd className="text-ink-2 max-sm:col-span-2">{children}</dd>
    </div>
  )
}
