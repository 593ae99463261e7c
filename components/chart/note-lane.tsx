import Link from 'next/link'
import { cn } from '@/lib/cn'
import { leftRoom, percentOf, rightRoom, type Note, type TimeAxis } from './plot'

/** What happened, above the plot: a word with its line down through the plots; an incident with a band to its end. */
export function NoteLane({ notes, axis, height }: { notes: readonly Note[]; axis: TimeAxis; height: number }) {
  const placed = placeNotes(notes, axis)
  return (
    <div className="relative h-6" style={{ marginLeft: leftRoom, marginRight: rightRoom }}>
      {placed.map((note) => (
        <div key={note.key}>
          {note.until === undefined ? null : (
            <span
              aria-hidden
              className="pointer-events-none absolute top-6 bg-danger-tint"
              style={{ left: `${note.left}%`, width: `${percentOf(axis, note.until ?? axis.to) - note.left}%`, height }}
            />
          )}
          <span
            aria-hidden
            className={cn('pointer-events-none absolute top-5 z-[1] border-l', note.tone === 'danger' ? 'border-danger-mark' : 'border-dotted border-ink-3')}
            style={{ left: `${note.left}%`, height: height + 4 }}
          />
          {note.words === null ? null : (
            <Link
              href={note.href}
              className={cn(
                'absolute top-0 z-[2] truncate rounded-sm border px-1 text-xs',
                note.toTheLeft ? '-translate-x-full' : '',
                note.tone === 'danger' ? 'border-danger-line bg-danger-tint text-danger' : 'border-line-strong bg-canvas text-ink-2 hover:text-ink',
              )}
              style={{ left: `${note.left}%`, maxWidth: `${note.room}%` }}
              title={note.words}
            >
              {note.words}
            </Link>
          )}
        </div>
      ))}
    </div>
  )
}

/** Where two words would lie on each other the later one speaks for both; each has the room up to its neighbour. */
function placeNotes(notes: readonly Note[], axis: TimeAxis) {
  const sorted = notes.toSorted((a, b) => a.at - b.at).map((note) => ({ ...note, left: percentOf(axis, note.at) }))
  let hidden = 0
  const worded = sorted.map((note, index) => {
    const next = sorted[index + 1]
    const toTheLeft = note.left > 12
    if (next && next.left - note.left < 14) {
      hidden += 1
      return { ...note, toTheLeft, words: null }
    }
    const words = hidden === 0 ? note.label : `${note.label} and ${hidden} more`
    hidden = 0
    return { ...note, toTheLeft, words }
  })
  const spoken = worded.filter(({ words }) => words !== null)
  return worded.map((note) => {
    const place = spoken.indexOf(note)
    return { ...note, room: place === -1 ? 0 : roomOf(note, spoken[place - 1], spoken[place + 1]) }
  })
}

type Placed = { left: number; toTheLeft: boolean }

/** Percent of the lane. The first word may lie to the right of its line, and then shares the gap with the next. */
function roomOf(note: Placed, before: Placed | undefined, after: Placed | undefined): number {
  if (!note.toTheLeft) return after ? (after.left - note.left) / 2 : 100 - note.left
  if (!before) return note.left
  return before.toTheLeft ? note.left - before.left : (note.left - before.left) / 2
}
