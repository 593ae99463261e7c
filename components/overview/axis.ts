import type { Note, TimeAxis } from '@/components/chart/plot'
import type { Overview, RolloutNote } from '@/lib/overview/overview'
import { formatAxisTime, formatPeriod, timeTicks } from '@/lib/overview/time-axis'
import { formatShare } from '@/lib/rollout/share'

/** The time axis of an overview, in the reader's zone. */
export function axisOf(overview: Overview, timeZone: string, about: number): TimeAxis & { span: number } {
  const starts = overview.series.map(({ at }) => Date.parse(at))
  const from = starts[0] ?? Date.parse(overview.from)
  const to = Math.max(Date.parse(overview.to), from + 1)
  const half = overview.bucket_seconds * 500
  return {
    from,
    to,
    span: to - from,
    middles: starts.map((at) => Math.min(at + half, to)),
    ticks: timeTicks(from, to, timeZone, about).map((at) => ({ at, words: formatAxisTime(at, to - from, timeZone) })),
  }
}

/** When a bucket began and ended, for its runs and in words. */
export function periodOf(overview: Overview, index: number, timeZone: string) {
  const from = Date.parse(overview.series[index]?.at ?? overview.from)
  const to = from + overview.bucket_seconds * 1000
  const span = Date.parse(overview.to) - Date.parse(overview.from)
  return { since: new Date(from).toISOString(), until: new Date(to).toISOString(), words: formatPeriod(from, to, span, timeZone) }
}

/** Rollout changes and incidents for the lane above a chart. */
export function notesOf({ annotations }: Overview): Note[] {
  return [
    ...annotations.rollout.map((note): Note => ({ key: `rollout-${note.id}`, label: rolloutWords(note), at: Date.parse(note.at), tone: 'plain', href: '/rollout' })),
    ...annotations.incidents.map(
      (incident): Note => ({
        key: `incident-${incident.id}`,
        label: incident.label,
        at: Date.parse(incident.started_at),
        until: incident.ended_at === null ? null : Date.parse(incident.ended_at),
        tone: 'danger',
        href: `/alerts/${incident.id}`,
      }),
    ),
  ]
}

function rolloutWords(note: RolloutNote): string {
  const [before, after] = [note.old['percentage_bp'], note.new['percentage_bp']]
  if (typeof before === 'number' && typeof after === 'number') return `${formatShare(before)} → ${formatShare(after)}`
  if (note.kind === 'guard') return note.new['state'] === 'holding' ? 'Guard held' : 'Guard resumed'
  return note.new['stopped'] === 'nothing' ? 'Started' : 'Stopped'
}
