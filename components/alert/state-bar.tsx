import { leftRoom, percentOf, rightRoom, type TimeAxis } from '@/components/chart/plot'
import { alertSigns } from '@/components/status/vocabulary'
import { cn } from '@/lib/cn'
import type { IncidentDetail } from '@/lib/alerts/alert'

const looks: Record<IncidentDetail['state'], string> = {
  pending: 'bg-caution-tint text-caution',
  firing: 'bg-danger-tint text-danger',
  recovering: 'bg-progress-tint text-progress',
  resolved: 'bg-ok-tint text-ok',
}

/** The states of an incident on the time axis of the plot above. The same is told in words under Activity. */
export function StateBar({ incident, axis, wide }: { incident: IncidentDetail; axis: TimeAxis; wide: boolean }) {
  const spans = incident.changes.map((change, index) => {
    const next = incident.changes[index + 1]
    const left = percentOf(axis, Date.parse(change.at))
    return { ...change, left, width: percentOf(axis, next ? Date.parse(next.at) : axis.to) - left }
  })
  const first = spans[0]?.left ?? 100
  return (
    <div aria-hidden className="relative mt-2 h-5 overflow-hidden rounded-sm bg-sunken text-xs leading-5" style={wide ? undefined : { marginLeft: leftRoom, marginRight: rightRoom }}>
      {first > 8 ? <span className="absolute left-1.5 text-ink-2">Quiet</span> : null}
      {spans.map((span) => (
        <span key={span.at} className={cn('@container absolute inset-y-0 overflow-hidden whitespace-nowrap', looks[span.state])} style={{ left: `${span.left}%`, width: `${Math.max(0.4, span.width)}%` }}>
          {/* Its word where there is room for the whole of it. */}
          <span className="pl-1.5 @max-[68px]:hidden">{alertSigns[span.state].word}</span>
        </span>
      ))}
    </div>
  )
}
