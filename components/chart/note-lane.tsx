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
                'absolute top-0 z-[2] rounded-sm border px-1 text-xs whitespace-nowrap',
                note.left > 12 ? '-translate-x-full' : '',
                note.tone === 'danger' ? 'border-danger-line bg-danger-tint text-danger' : 'border-line-strong bg-canvas text-ink-2 hover:text-ink',
              )}
              style={{ left: `${note.left}%` }}
            >
              {note.words}
            </Link>
          )}
        </div>
      ))}
    </div>
  )
}

/** Where two words would lie on each other the later one speaks for both. */
function placeNotes(notes: readonly Note[], axis: TimeAxis) {
  const sorted = notes.toSorted((a, b) => a.at - b.at).map((note) => ({ ...note, left: percentOf(axis, note.at) }))
  let hidden = 0
  return sorted.map((note, index) => {
    const next = sorted[index + 1]
    if (next && next.left - note.left < 14) {
      hidden += 1
      return { ...note, words: null }
    }
    const words = hidden === 0 ? note.label : `${note.label} and ${hidden} more`
    hidden = 0
    return { ...note, words }
  })
}
