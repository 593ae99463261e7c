import { Moment } from '@/components/time/moment'
import { formatCount } from '@/lib/format/count'
import type { RolloutPreview } from '@/lib/rollout/preview'
import { formatShareExact } from '@/lib/rollout/share'
import type { RolloutStatus } from '@/lib/rollout/status'
import { sayWhoWithin } from '@/lib/staff/say-who'
import { useSelf } from '@/lib/staff/self-provider'

/** The percentage, who set it, when and why, and whom that makes. */
export function RolloutHead({ status, counts }: { status: RolloutStatus; counts: RolloutPreview | undefined }) {
  const self = useSelf()
  const { set } = status
  const before = set?.old_value['percentage_bp']
  return (
    <section aria-label="Now" className="flex flex-wrap items-center gap-x-6 gap-y-3 py-4 max-xl:-order-2">
      <p className="text-display font-semibold">
        {formatShareExact(status.percentage_bp)}
        <span className="text-figure font-normal text-ink-2">%</span>
      </p>
      <div className="min-w-0 flex-1 basis-64">
        {set ? (
          <>
            <p className="font-medium">
              Set by {sayWhoWithin({ id: set.changed_by, name: set.changed_name }, self)}, <Moment at={set.created_at} />{' '}
              {typeof before === 'number' ? <span className="font-normal text-ink-2">({formatShareExact(before)}% before)</span> : null}
            </p>
            <p className="text-ink-2">{set.reason}</p>
          </>
        ) : (
          <p className="text-ink-2">Nobody has changed it yet: this is what the installation set.</p>
        )}
      </div>
      <dl className="flex gap-6 text-right">
        {(
          [
            ['In', counts?.now_in],
            ['By percentage', counts?.by_percentage],
            ['Allowed', counts?.allowed],
            ['Denied', counts?.denied],
          ] as const
        ).map(([label, value]) => (
          <div key={label}>
            <dt className="text-sm text-ink-3">{label}</dt>
            <dd className="font-medium">{value === undefined ? '–' : formatCount(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
