'use client'

import { KeyCaps } from '@/components/ui/key-caps'
import { useTimeZone } from '@/lib/clock/clock-provider'
import { formatCount, plural } from '@/lib/format/count'
import { formatClock } from '@/lib/format/time'
import type { Follow } from './use-follow'

const keys = [
  { keys: ['j', 'k'], words: 'move' },
  { keys: ['enter'], words: 'details' },
  { keys: ['mod+j'], words: 'follow' },
  { keys: ['mod+b'], words: 'facets' },
  { keys: ['?'], words: 'all keys' },
] as const

/** How much is in the selection, whether new runs appear by themselves, and the keys. */
export function RunsFooter({ total, follow }: { total: number | undefined; follow: Follow }) {
  const timeZone = useTimeZone()
  const clock = follow.at === null ? '' : formatClock(new Date(follow.at), timeZone)
  return (
    <footer className="flex h-8 items-center gap-4 overflow-hidden border-t border-line px-6 text-sm whitespace-nowrap text-ink-2 max-sm:px-4">
      <span>
        <strong className="font-medium text-ink">{total === undefined ? '–' : formatCount(total)}</strong> {plural(total ?? 0, 'run', 'runs')} in the selection
      </span>
      <span className="text-ink-2">
        {follow.on ? `Following${clock ? ` since ${clock}` : ''}` : `Not following: ${follow.why ?? 'switched off'}${clock ? ` at ${clock}` : ''}`}
      </span>
      <span aria-hidden className="ml-auto flex items-center gap-3 max-lg:hidden">
        {keys.map(({ keys: pressed, words }) => (
          <span key={words} className="flex items-center gap-1.5">
            {pressed.map((key) => (
              <KeyCaps key={key} keys={key} />
            ))}
            {words}
          </span>
        ))}
      </span>
    </footer>
  )
}
